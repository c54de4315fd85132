namespace EdFi.BatchPerf;

/// <summary>The highest load that keeps thresholds, and how sure that is.</summary>
public sealed record BatchCapacity
{
    /// <summary>The server's base URL.</summary>
    public required Uri Server { get; init; }

    /// <summary>The server's version; null without discovery.</summary>
    public string? ServerVersion { get; init => field = PlainText.Line(value); }

    /// <summary>Names of the scenarios that were run, separated by commas.</summary>
    public string Scenarios { get; init; } = "";

    /// <summary>The thresholds as they were written, separated by semicolons.</summary>
    public string Thresholds { get; init; } = "";

    /// <summary>Load that the search varied: arrival rate or clients.</summary>
    public CapacityLoad Search { get; init; }

    /// <summary>Outcome of the search.</summary>
    public CapacityAnswer Answer { get; init; }

    /// <summary>The highest load that held, batches per second or clients; null when none did.</summary>
    public double? Capacity { get; init; }

    /// <summary>
    /// Probability that this load holds more often than not, 0 to 1: with k of n runs held and nothing known before, the probability that
    /// the share of runs that hold is above one half, P(Bin(n + 1, ½) ≤ k).
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>Runs at this load that held.</summary>
    public int RunsHeld { get; init; }

    /// <summary>Runs at this load that held or did not.</summary>
    public int RunsAtCapacity { get; init; }

    /// <summary>The lowest load above that did not hold; null when none was found.</summary>
    public double? LowestBroken { get; init; }

    /// <summary>Probability that the lowest broken load breaks more often than not, 0 to 1.</summary>
    public double? LowestBrokenConfidence { get; init; }

    /// <summary>Operations committed per second at the capacity, mean of its runs that held.</summary>
    public double? CommittedOperationsPerSecond { get; init; }

    /// <summary>p95 of the response time at the capacity, mean of its runs that held, ms.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Resolution of the search, relative to the capacity: 0.05 is 5 %.</summary>
    public double Resolution { get; init; }

    /// <summary>Runs at each load unless they agree before; at the border more.</summary>
    public int Repeat { get; init; }

    /// <summary>Length of each run's measured window.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Pause between runs, after the last answer of the one before, for the server to drain.</summary>
    public TimeSpan DrainTime { get; init; }

    /// <summary>The seed of values and Poisson arrivals.</summary>
    public int Seed { get; init; }

    /// <summary>The answer in words.</summary>
    public string Message { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>Every run, in order.</summary>
    public IReadOnlyList<BatchCapacityStep> Steps { get; init => field = PlainList.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Message;
}
