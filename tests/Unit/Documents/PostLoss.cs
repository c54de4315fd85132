namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>What becomes of a POST and its answer.</summary>
internal enum PostLoss
{
    /// <summary>It is answered.</summary>
    None,

    /// <summary>It is carried out, and the connection breaks.</summary>
    After,

    /// <summary>The connection breaks before it is carried out.</summary>
    Before,

    /// <summary>It is carried out, and a proxy answers 504.</summary>
    GatewayAfter,

    /// <summary>A proxy answers 504, and it is not carried out.</summary>
    GatewayBefore,

    /// <summary>No connection can be had.</summary>
    Unsent,

    /// <summary>It is carried out, and was given up meanwhile.</summary>
    Stopped,
}
