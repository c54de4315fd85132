namespace EdFi.BatchPerf;

/// <summary>The parts of a run, in order.</summary>
public enum RunPhase
{
    /// <summary>Clients are still being spawned.</summary>
    Ramp,

    /// <summary>At full load, but not yet measured.</summary>
    WarmUp,

    /// <summary>Measured.</summary>
    Measured,

    /// <summary>Nothing more is sent; answers are awaited.</summary>
    Drain,
}
