using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>The names that a threshold may begin with: those of all metrics, and the verdict.</summary>
internal static class ThresholdMetrics
{
    public const string Verdict = "verdict";

    /// <summary>The names to choose from, those that are asked for most first.</summary>
    public static IEnumerable<string> Names =>
        ((string[])["p50", "p95", "p99", "p99.9", "max", "failureRate", "committedOperationsPerSecond", Verdict])
            .Concat(MetricTable.All.Select(static m => m.Name))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The names of those that also parts of a run have.</summary>
    public static IEnumerable<string> WindowNames =>
        MetricTable.All.Where(static m => m.ReadWindow is not null).Select(static m => m.Name);
}
