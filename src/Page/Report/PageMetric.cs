using System.Text.Json;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A metric as the page's tables show it.</summary>
/// <param name="Key">Its name in the run's JSON.</param>
/// <param name="Heading">Heading of its column.</param>
/// <param name="Words">Meaning of the metric.</param>
/// <param name="Unit">Unit of the metric.</param>
/// <param name="Group">The table that has it.</param>
/// <param name="Level">0 to 100 for a percentile of times, −1 for mean, least and most; null where it is no time of successes.</param>
/// <param name="Detail">True for a metric that the report folds away.</param>
internal sealed record PageMetric(string Key, string Heading, string Words, string Unit, string Group, double? Level, bool Detail)
{
    /// <summary>Metrics that a table shows, in its order.</summary>
    public static IEnumerable<PageMetric> All => MetricTable.All.Where(static m => m.Group != MetricGroup.None).Select(Of);

    private static PageMetric Of(Metric metric) => new(
        JsonNamingPolicy.CamelCase.ConvertName(metric.Property),
        metric.Heading,
        metric.Words,
        $"{metric.Unit}",
        $"{metric.Group}",
        metric.Times is MetricTimes.Response or MetricTimes.Service ? metric.Percentile ?? -1 : null,
        metric.IsDetail);
}
