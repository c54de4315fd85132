namespace EdFi.BatchPerf;

/// <summary>Why a batch was not a success: a closed list in which each kind asks for another next step.</summary>
public enum ErrorKind
{
    /// <summary>The request was malformed (400 without a validation problem).</summary>
    BadRequest,

    /// <summary>A document of the batch was refused (400 with a validation problem).</summary>
    Validation,

    /// <summary>The token was missing, expired or refused (401).</summary>
    Unauthorized,

    /// <summary>The claim set does not allow an operation (403).</summary>
    Forbidden,

    /// <summary>A natural key or id was not found (404).</summary>
    NotFound,

    /// <summary>Unresolved reference, identity conflict, dependent item or write conflict (409).</summary>
    Conflict,

    /// <summary>An ETag did not match (412).</summary>
    PreconditionFailed,

    /// <summary>The batch holds more operations, or bytes, than the server takes (413).</summary>
    TooLarge,

    /// <summary>The server's rate limiter refused the batch, or the token for it (429).</summary>
    Throttled,

    /// <summary>The server has no batch route or its backend cannot do batches (404 without a failed operation, 405, 501).</summary>
    NotSupported,

    /// <summary>The server failed (any other 5xx, also to the request for a token): deadlocks and a lost database arrive so.</summary>
    ServerError,

    /// <summary>No answer arrived within the request timeout.</summary>
    Timeout,

    /// <summary>The connection could not be made, or broke before the answer was complete.</summary>
    ConnectionFailed,

    /// <summary>An answer arrived that does not give the outcome of the operations that were sent.</summary>
    InvalidResponse,

    /// <summary>The run ended before the answer arrived.</summary>
    Canceled,

    /// <summary>The client's machine or process had no file descriptor, local port or memory left, so that nothing was sent.</summary>
    ClientResources,
}
