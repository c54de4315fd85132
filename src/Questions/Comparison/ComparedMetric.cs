using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>A metric that runs are compared by.</summary>
/// <param name="Metric">Its row of the table.</param>
/// <param name="OfBatch">True for the time of a whole batch, which batches of another size do not share.</param>
/// <param name="OfWindows">Reads the metric from windows put together; null where they have no sample of it.</param>
internal sealed record ComparedMetric(Metric Metric, bool OfBatch, Func<WindowSum, double?> OfWindows)
{
    public static readonly ComparedMetric Primary =
        new(MetricTable.Get("committedOperationsPerSecond"), OfBatch: false, static w => w.CommittedPerSecond);

    public static readonly ComparedMetric TripleMean = new(MetricTable.Get("tripleMean"), OfBatch: false, static w => w.TripleMeanMs);

    public static readonly ComparedMetric FailureRate = new(MetricTable.Get("failureRate"), OfBatch: false, static w => w.FailureRate);

    public static readonly IReadOnlyList<ComparedMetric> All =
    [
        Primary,
        new(MetricTable.Get("p50"), OfBatch: true, static w => w.PercentileMs(50)),
        new(MetricTable.Get("p95"), OfBatch: true, static w => w.PercentileMs(95)),
        new(MetricTable.Get("p99"), OfBatch: true, static w => w.PercentileMs(99)),
        TripleMean,
        FailureRate,
    ];

    public string Name => Metric.Name;

    public ThresholdUnit Unit => Metric.Unit;

    public bool HigherIsBetter => Metric.Better == MetricBetter.Larger;

    /// <summary>Reads it from a row; null where there is no sample.</summary>
    public double? Read(BatchMetrics row) => row.Requests == 0 ? null : Metric.Read(row);

    /// <summary>True for a time, which refusals change without being in it.</summary>
    public bool IsTime => Unit == ThresholdUnit.Milliseconds;

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

    /// <summary>Returns the verdict on the candidate for a difference on the scale.</summary>
    public ComparisonVerdict Meaning(double difference) => (IsShare, difference > 0 == HigherIsBetter) switch
    {
        (true, true) => ComparisonVerdict.Better,
        (true, false) => ComparisonVerdict.Worse,
        (false, true) => ComparisonVerdict.Faster,
        _ => ComparisonVerdict.Slower,
    };

    /// <summary>Value in place of a throughput of zero, which has no logarithm.</summary>
    private const double Least = 1e-6;
}
