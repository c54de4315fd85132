namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>How often a controller asks, and how long it waits.</summary>
public sealed record FleetTimes
{
    /// <summary>Longest lease: an unreachable machine stops after at most 10 minutes.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>From one beat to the next while the load runs.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From one question to the next while something is prepared or about to end.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a machine goes on without a word from the controller.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much longer than its lease a machine may be silent before it is lost.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a machine may take to be probed, brought the module, or prepared.</summary>
    public TimeSpan Preparing { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long before the common start the machines are told to go; losses until then keep all from starting.</summary>
    public TimeSpan Go { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long before the common start every machine must have acknowledged that it goes; twice that, the start.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(250);
}
