namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>A figure that runs are compared by.</summary>
/// <param name="Name">As thresholds name it.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="HigherIsBetter">True for throughput.</param>
/// <param name="OfBatch">True for the time of a whole batch, which batches of another size do not share.</param>
/// <param name="Percentile">Which percentile of the response time it is, 0 to 100; null for none.</param>
/// <param name="Read">Reads it from a row; null where there is no sample.</param>
internal sealed record ComparedMetric(
    string Name,
    ThresholdUnit Unit,
    bool HigherIsBetter,
    bool OfBatch,
    double? Percentile,
    Func<BatchMetrics, double?> Read)
{
    public static readonly ComparedMetric Primary =
        new(
            "committedOperationsPerSecond",
            ThresholdUnit.PerSecond,
            HigherIsBetter: true,
            OfBatch: false,
            Percentile: null,
            static r => r.CommittedOperationsPerSecond);

    public static readonly ComparedMetric TripleMean =
        new("tripleMean", ThresholdUnit.Milliseconds, HigherIsBetter: false, OfBatch: false, Percentile: null, static r => r.TripleMeanMs);

    public static readonly ComparedMetric FailureRate =
        new(
            "failureRate",
            ThresholdUnit.Share,
            HigherIsBetter: false,
            OfBatch: false,
            Percentile: null,
            static r => r.Requests == 0 ? null : r.FailureRate);

    public static readonly IReadOnlyList<ComparedMetric> All =
    [
        Primary,
        OfPercentile(50, static r => r.P50Ms),
        OfPercentile(95, static r => r.P95Ms),
        OfPercentile(99, static r => r.P99Ms),
        TripleMean,
        FailureRate,
    ];

    /// <summary>True where differences are percentage points instead of ratios: shares are often zero.</summary>
    public bool IsShare => Unit == ThresholdUnit.Share;

    /// <summary>
    /// The scale on which differences are taken: percentage points, or natural logarithms, so that a difference is a ratio.
    /// </summary>
    public double? ToScale(double? value) => value is not { } known || double.IsNaN(known) ? null
        : IsShare ? 100 * known
        : known > 0 ? Math.Log(known)
        : HigherIsBetter ? Math.Log(Least)
        : null;

    /// <summary>A difference on the scale in percent, or percentage points.</summary>
    public double ToPercent(double difference) => IsShare ? difference : 100 * (Math.Exp(difference) - 1);

    /// <summary>What a difference on the scale means for the candidate.</summary>
    public ComparisonVerdict Meaning(double difference) => (IsShare, difference > 0 == HigherIsBetter) switch
    {
        (true, true) => ComparisonVerdict.Better,
        (true, false) => ComparisonVerdict.Worse,
        (false, true) => ComparisonVerdict.Faster,
        _ => ComparisonVerdict.Slower,
    };

    /// <summary>What stands for a throughput of nothing at all, which has no logarithm.</summary>
    private const double Least = 1e-6;

    private static ComparedMetric OfPercentile(int percentile, Func<BatchMetrics, double?> read) =>
        new($"p{percentile}", ThresholdUnit.Milliseconds, HigherIsBetter: false, OfBatch: true, percentile, read);
}
