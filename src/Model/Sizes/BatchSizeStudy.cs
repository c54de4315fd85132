namespace EdFi.BatchPerf;

/// <summary>Result of a batch-size study. Intervals are 95 %; null where there were too few runs or sizes to say.</summary>
public sealed record BatchSizeStudy
{
    /// <summary>The server's base URL.</summary>
    public required Uri Server { get; init; }

    /// <summary>The server's version; null without discovery.</summary>
    public string? ServerVersion { get; init => field = PlainText.Line(value); }

    /// <summary>Names of the scenarios that were run, separated by commas.</summary>
    public string Scenarios { get; init; } = "";

    /// <summary>Clients of each run.</summary>
    public int ClientCount { get; init; }

    /// <summary>Length of each run's measured window.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The seed of the order, of values and of the knee's interval.</summary>
    public int Seed { get; init; }

    /// <summary>Repeats asked for.</summary>
    public int Repeat { get; init; }

    /// <summary>Runs planned: sizes times repeats.</summary>
    public int RunsPlanned { get; init; }

    /// <summary>Runs that measured something.</summary>
    public int RunsMeasured { get; init; }

    /// <summary>True when every planned run has been made or is known to be refused.</summary>
    public bool Complete { get; init; }

    /// <summary>Time at which the first run began; null before it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The sizes, in ascending order.</summary>
    public IReadOnlyList<BatchSizePoint> Points { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The runs, in the order in which they were made.</summary>
    public IReadOnlyList<BatchSizeRun> Runs { get; init => field = PlainList.Of(value); } = [];

    /// <summary>
    /// Cost of a batch whatever its size: where the line of median service time over operations, least squares over the runs, begins; ms.
    /// </summary>
    public double? FixedMs { get; init; }

    /// <summary>Lower end of its interval, ms.</summary>
    public double? FixedLowMs { get; init; }

    /// <summary>Upper end of its interval, ms.</summary>
    public double? FixedHighMs { get; init; }

    /// <summary>Cost of one more operation: the line's slope, ms.</summary>
    public double? MarginalMs { get; init; }

    /// <summary>Lower end of its interval, ms.</summary>
    public double? MarginalLowMs { get; init; }

    /// <summary>Upper end of its interval, ms.</summary>
    public double? MarginalHighMs { get; init; }

    /// <summary>Share of the variance that the line explains, 0 to 1.</summary>
    public double? RSquared { get; init; }

    /// <summary>Standard deviation of the runs around the line, ms.</summary>
    public double? ResidualMs { get; init; }

    /// <summary>The largest distance of a size's mean from the line, relative to the line: 0.1 is 10 %.</summary>
    public double? LargestDeviation { get; init; }

    /// <summary>Operations for which fixed and marginal cost are equal: a batch that is smaller mostly pays the fixed cost.</summary>
    public double? BreakEvenOperations { get; init; }

    /// <summary>
    /// The knee: the smallest size whose committed operations per second are within <see cref="KneeTolerance"/> of the best; triples.
    /// </summary>
    public int? KneeTripleCount { get; init; }

    /// <summary>Lower end of the knee's interval, from drawing the repeats anew; triples.</summary>
    public int? KneeLowTripleCount { get; init; }

    /// <summary>Upper end of the knee's interval; triples.</summary>
    public int? KneeHighTripleCount { get; init; }

    /// <summary>Largest shortfall of the knee against the best size, as a share of the best, 0 to 1.</summary>
    public double KneeTolerance { get; init; }

    /// <summary>Share of failed batches, 0 to 1, above which a size was not recommended.</summary>
    public double FailureLimit { get; init; }

    /// <summary>The size with most committed operations per second; triples.</summary>
    public int? BestTripleCount { get; init; }

    /// <summary>The most operations that the server takes in a batch; null where that is not known.</summary>
    public int? BatchLimit { get; init; }

    /// <summary>Source of the batch limit.</summary>
    public BatchLimitSource BatchLimitSource { get; init; }

    /// <summary>The server's refusal in words; null for none.</summary>
    public string? BatchLimitMessage { get; init => field = PlainText.Line(value); }

    /// <summary>Recommendation as text.</summary>
    public string Recommendation { get; init; } = "";

    /// <summary>Reservations about the figures, one sentence each; empty for none.</summary>
    public IReadOnlyList<string> Notes { get; init => field = PlainList.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Recommendation;
}
