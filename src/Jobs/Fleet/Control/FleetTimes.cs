namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Intervals at which a controller asks, and times for which it waits.</summary>
internal sealed record FleetTimes
{
    /// <summary>Longest lease: an unreachable machine stops after at most 10 minutes.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>From one beat to the next while the load runs.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From one question to the next while something is prepared or about to end.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time for which a machine goes on without a message from the controller.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time beyond its lease for which a machine may be silent before it is lost.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most time that a machine may take to be probed, brought the module, or prepared; for each step.</summary>
    public TimeSpan Preparing { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time before the common start at which the machines are told to go; losses until then keep all from starting.</summary>
    public TimeSpan Go { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time before the common start at which every machine must have acknowledged the word to go; the start itself is acknowledged by twice
    /// that time.
    /// </summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(250);
}
