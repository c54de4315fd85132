using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The ways in which a metric of several runs is made of those of each.</summary>
internal static class MetricMerge
{
    /// <summary>Added up.</summary>
    public static double? Sum(Metric metric, MergedRow row) => row.Parts.Sum(metric.Read);

    /// <summary>Adds up rates that were measured at the same time; others count for their share of the time.</summary>
    public static double? Rate(Metric metric, MergedRow row) => row.Parts.Sum(part => metric.Read(part) * row.WeightOf(part)) ?? 0;

    /// <summary>The seconds that the windows cover together.</summary>
    public static double? Covered(Metric metric, MergedRow row) => row.Seconds;

    /// <summary>Known only of one run: not merged from several.</summary>
    public static double? Alone(Metric metric, MergedRow row) => row.Parts is [var one] ? metric.Read(one) : null;

    /// <summary>Never kept.</summary>
    public static double? Dropped(Metric metric, MergedRow row) => null;

    /// <summary>The least of all; null where one of them has such times and does not know its own.</summary>
    public static double? Least(Metric metric, MergedRow row) =>
        row.Parts.Any(part => metric.Read(part) is null && CountOf(metric, part) > 0) ? null : row.Parts.Min(metric.Read);

    public static double? Greatest(Metric metric, MergedRow row) => row.Parts.Max(metric.Read);

    /// <summary>Weighted by how many times each part recorded.</summary>
    public static double? Mean(Metric metric, MergedRow row)
    {
        var known = row.Parts.Where(r => metric.Read(r) is not null).ToList();
        return known.Sum(Weight) is var count && count == 0 ? null : known.Sum(r => metric.Read(r)!.Value * Weight(r)) / count;

        long Weight(BatchMetrics part) => metric.Times == MetricTimes.Failure ? part.Failures : Recorded(part);
    }

    /// <summary>From the merged histograms.</summary>
    public static double? Deviation(Metric metric, MergedRow row) =>
        metric.Times is { } times && row.Times(times) is { } histogram ? new LatencyFigures(histogram).StdDevMs : null;

    /// <summary>
    /// From the merged histograms. One that was stored knows its longest value no better than its last bucket; the row knows it exactly.
    /// </summary>
    public static double? Percentile(Metric metric, MergedRow row) =>
        metric is { Times: { } times, Percentile: { } percentile }
        && row.Times(times) is { } histogram
        && new LatencyFigures(histogram).PercentileMs(percentile) is { } ms
            ? Math.Min(ms, row.Parts.Max(MetricTable.Longest(times).Read) ?? double.MaxValue)
            : null;

    /// <summary>One sum over another; null where there is nothing to divide by.</summary>
    public static Func<Metric, MergedRow, double?> Ratio(Func<BatchMetrics, long> part, Func<BatchMetrics, long> whole) =>
        (_, row) => row.Parts.Sum(whole) is var of && of == 0 ? null : (double)row.Parts.Sum(part) / of;

    /// <summary>The time spent on all requests over all triples.</summary>
    public static double? TripleMean(Metric metric, MergedRow row)
    {
        var measured = row.Parts.Where(static r => Recorded(r) > 0).ToList();
        return measured.Count == 0 || measured.Exists(static r => r.TripleMeanMs is not > 0 || r.MeanMs is null) ? null
            : measured.Sum(Spent) / measured.Sum(static r => Spent(r) / r.TripleMeanMs!.Value);
    }

    private static long CountOf(Metric metric, BatchMetrics row) =>
        metric.Times == MetricTimes.Failure ? row.Failures : row.Requests - row.Failures - row.Censored;

    private static double Spent(BatchMetrics row) => row.MeanMs!.Value * Recorded(row);

    private static long Recorded(BatchMetrics row) => row.Requests - (row.TimesOf == TimesOf.Successes ? row.Failures : 0);
}
