namespace EdFi.BatchPerf;

/// <summary>One run of a search for capacity. Flat; null where there was no sample.</summary>
public sealed record BatchCapacityStep
{
    /// <summary>Its place in the search, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The load: batches per second, or clients.</summary>
    public double Load { get; init; }

    /// <summary>Number of the run among those at this load, from 1.</summary>
    public int Repeat { get; init; }

    /// <summary>Outcome of the run: the load held, broke, or the client was the limit.</summary>
    public CapacityOutcome Outcome { get; init; }

    /// <summary>Reason why the load did not hold, in words; empty when it held.</summary>
    public string Reason { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Time at which the run began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Batches in the measured window.</summary>
    public long Batches { get; init; }

    /// <summary>Batches completed in the window, per second.</summary>
    public double BatchesPerSecond { get; init; }

    /// <summary>Operations committed in the window, per second.</summary>
    public double CommittedOperationsPerSecond { get; init; }

    /// <summary>Failed batches divided by batches, 0 to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }

    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }

    /// <summary>
    /// By how much response times rose through the run, relative to their median; null where there were too few, and in a closed loop.
    /// </summary>
    public double? ResponseDrift { get; init; }

    /// <summary>Open loop: arrivals that had to wait for a client; null in a closed loop.</summary>
    public long? LateArrivals { get; init; }

    /// <summary>Open loop: arrivals that were never sent; null in a closed loop.</summary>
    public long? DroppedArrivals { get; init; }

    /// <summary>The verdict on the run.</summary>
    public RunVerdict Verdict { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Number}: {Load:0.###}, {Outcome}{(Reason.Length == 0 ? "" : ": " + Reason)}");
}
