namespace EdFi.BatchPerf;

/// <summary>Source of a server's batch limit.</summary>
public enum BatchLimitSource
{
    /// <summary>The limit is not known.</summary>
    NotKnown,

    /// <summary>The connection had asked for it: the server's own words, not tried.</summary>
    Connection,

    /// <summary>The server refused a batch of the study with 413 and stated it.</summary>
    Refusal,

    /// <summary>Found by trying: a batch of so many operations was taken, one more was refused with 413.</summary>
    Search,
}
