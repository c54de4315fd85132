namespace EdFi.BatchPerf;

/// <summary>
/// Figures of a batch-size study for one size. A run is one sample: each figure is the mean of the runs' figures (of their percentiles,
/// too), and its interval is Student's t over the runs, 95 %; intervals are null with fewer than two runs. Flat; null without a sample.
/// </summary>
public sealed record BatchSizePoint
{
    /// <summary>Triples in a batch.</summary>
    public int TripleCount { get; init; }

    /// <summary>Operations in a batch; the mean where scenarios differ.</summary>
    public double OperationCount { get; init; }

    /// <summary>Runs that measured it.</summary>
    public int Runs { get; init; }

    /// <summary>Runs of which the client was the limit.</summary>
    public int ClientLimitedRuns { get; init; }

    /// <summary>
    /// True when the client was the limit in half of the runs or more: the figures describe it, and the size is not recommended.
    /// </summary>
    public bool ClientLimited { get; init; }

    /// <summary>True when the server refuses the size with 413.</summary>
    public bool Refused { get; init; }

    /// <summary>True for the one size that the study recommends.</summary>
    public bool Recommended { get; init; }

    /// <summary>Operations committed per second.</summary>
    public double? CommittedOperationsPerSecond { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public double? CommittedOperationsPerSecondLow { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    public double? CommittedOperationsPerSecondHigh { get; init; }

    /// <summary>Committed operations per second divided by those of the best size that can be recommended, 0 to 1.</summary>
    public double? ShareOfBest { get; init; }

    /// <summary>Batches completed per second.</summary>
    public double? BatchesPerSecond { get; init; }

    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }

    /// <summary>Lower end of its 95 % interval, ms.</summary>
    public double? P50LowMs { get; init; }

    /// <summary>Upper end of its 95 % interval, ms.</summary>
    public double? P50HighMs { get; init; }

    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Lower end of its 95 % interval, ms.</summary>
    public double? P95LowMs { get; init; }

    /// <summary>Upper end of its 95 % interval, ms.</summary>
    public double? P95HighMs { get; init; }

    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }

    /// <summary>Lower end of its 95 % interval, ms.</summary>
    public double? P99LowMs { get; init; }

    /// <summary>Upper end of its 95 % interval, ms.</summary>
    public double? P99HighMs { get; init; }

    /// <summary>Median service time of a batch, ms.</summary>
    public double? ServiceP50Ms { get; init; }

    /// <summary>Value of the fitted line at this size, ms; null without a fit.</summary>
    public double? FittedMs { get; init; }

    /// <summary>Cost of an operation: mean service time of a batch divided by its operations, ms.</summary>
    public double? MsPerOperation { get; init; }

    /// <summary>Lower end of its 95 % interval, ms.</summary>
    public double? MsPerOperationLow { get; init; }

    /// <summary>Upper end of its 95 % interval, ms.</summary>
    public double? MsPerOperationHigh { get; init; }

    /// <summary>Failed batches divided by batches, mean of the runs, 0 to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>Note on this size, as text; empty for none.</summary>
    public string Note { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>Recommendation of the whole study, as text, equal for every size.</summary>
    public string Recommendation { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Triples}: {(Refused ? "refused" : $"{CommittedOperationsPerSecond:0} committed operations/s")}");

    private string Triples => FormattableString.Invariant($"{TripleCount} {(TripleCount == 1 ? "triple" : "triples")}");
}
