namespace EdFi.BatchPerf;

/// <summary>Cause that keeps a test batch from being committed, and the HTTP status that the server should answer with.</summary>
public enum AtomicityPoison
{
    /// <summary>A document that refers to a student who does not exist; 409.</summary>
    UnresolvedReference,

    /// <summary>A document with a descriptor value that does not exist; 400.</summary>
    UnknownDescriptor,

    /// <summary>An update or delete with an ETag that its document no longer has; 412.</summary>
    StaleETag,

    /// <summary>An update or delete by a natural key that does not exist; 404.</summary>
    MissingNaturalKey,

    /// <summary>An operation on a resource that the claim set does not allow; 403.</summary>
    ForbiddenResource,

    /// <summary>One operation more than the server takes; 413.</summary>
    OverLimit,

    /// <summary>Nothing is wrong with the batch: the client gives it up in mid-flight.</summary>
    Cancellation,
}
