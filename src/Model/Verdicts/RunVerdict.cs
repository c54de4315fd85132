namespace EdFi.BatchPerf;

/// <summary>Verdict on a run: whether its figures describe the server.</summary>
public enum RunVerdict
{
    /// <summary>Nothing is known of the client's state: metrics were made from results alone.</summary>
    NotKnown,

    /// <summary>Nothing speaks against the numbers.</summary>
    Valid,

    /// <summary>The client itself was the limit: the numbers describe it, not the server.</summary>
    ClientLimited,

    /// <summary>The load asked for was not reached: arrivals were dropped or late for want of free clients.</summary>
    TargetMissed,

    /// <summary>Throughput drifted across the measured phase.</summary>
    Unsteady,

    /// <summary>Too short, or too few batches, for the percentiles shown.</summary>
    TooShort,

    /// <summary>The server mostly refused: more batches failed than the limit allows, so that the rest says little about it.</summary>
    Refused,

    /// <summary>Part of the load is missing: a machine was lost or failed, so that the merged figures are lower bounds.</summary>
    Incomplete,
}
