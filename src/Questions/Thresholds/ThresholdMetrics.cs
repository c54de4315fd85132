using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>The names that a threshold may begin with: those of all metrics, and the verdict.</summary>
internal static class ThresholdMetrics
{
    internal const string Verdict = "verdict";

    /// <summary>Every metric that a threshold may begin with, in the order of tables; the verdict last.</summary>
    public static IReadOnlyList<BatchMetricInfo> All { get; } =
    [
        .. MetricTable.All.Select(static m => m.Info),
        new()
        {
            Name = Verdict,
            Unit = ThresholdUnit.Verdict,
            Meaning = $"whether the figures describe the server: {string.Join(", ", Enum.GetNames<RunVerdict>())}",
        },
    ];

    /// <summary>The names to choose from, those that are asked for most first.</summary>
    internal static IEnumerable<string> Names =>
        ((string[])["p50", "p95", "p99", "p99.9", "max", "failureRate", "committedOperationsPerSecond", Verdict])
            .Concat(MetricTable.All.Select(static m => m.Name))
            .Distinct(StringComparer.Ordinal);

    /// <summary>By which words a metric is known, here and elsewhere, and its name.</summary>
    internal static IEnumerable<(string Text, string Shown)> Words =>
        Names.Select(static name => (name, name))
            .Concat(MetricTable.All.SelectMany(static m => m.OtherWords.Select(word => (word, m.Name))));

    /// <summary>The names of those that also parts of a run have, those that are asked for most first.</summary>
    internal static IEnumerable<string> WindowNames => Names.Where(static name => MetricTable.Find(name)?.ReadWindow is not null);
}
