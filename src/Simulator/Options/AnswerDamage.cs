namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>The ways in which an answer to a batch can be wrong.</summary>
public enum AnswerDamage
{
    /// <summary>The connection is reset in the middle of the body.</summary>
    Truncated,

    /// <summary>The body ends in the middle, properly framed, so that it is not JSON.</summary>
    Malformed,

    /// <summary>A page of HTML instead of JSON.</summary>
    Html,

    /// <summary>Forty megabytes of a single JSON string.</summary>
    Huge,

    /// <summary>The last outcome is missing.</summary>
    Missing,

    /// <summary>The last outcome comes twice.</summary>
    Extra,

    /// <summary>The first and the last outcome have changed places.</summary>
    Reordered,

    /// <summary>The first outcome does not say success.</summary>
    Failed,

    /// <summary>The answer stops in the middle until the client gives up.</summary>
    Stalled,

    /// <summary>A good answer after which the connection is closed.</summary>
    Closed,
}
