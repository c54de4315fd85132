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

    /// <summary>Time beyond the lease within which a machine of which nothing more is heard is told to be lost.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Silence after which a machine counts as lost. A tenth of the grace is left for what comes behind that: a timer that fires late, a
    /// controller that is busy, the word to the operator.
    /// </summary>
    public TimeSpan Silence => Lease + (0.9 * Grace);

    /// <summary>
    /// Time for which an answer is waited for. The silence is counted from the last sign of the machine, not from the question; but a
    /// pause of the controller itself beyond a beat is no silence of the machine's.
    /// </summary>
    /// <param name="unheard">Time since the last answer until the question.</param>
    public TimeSpan Patience(TimeSpan unheard) => Silence - (unheard < Beat ? unheard : Beat);

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
