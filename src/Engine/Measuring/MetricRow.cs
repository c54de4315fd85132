using System.Globalization;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The kinds of rows that <see cref="MetricTable"/> is made of.</summary>
internal static class MetricRow
{
    /// <summary>A count, added up when merged.</summary>
    public static Metric Whole(
        string property,
        string name,
        string heading,
        string words,
        MetricGroup group,
        Func<CountedRow, long> count,
        Func<BatchIntervalMetrics, double?>? window = null) => new(property)
        {
            Name = name,
            Unit = ThresholdUnit.Count,
            Heading = heading,
            Words = words,
            Group = group,
            Count = row => count(row),
            Merge = MetricMerge.Sum,
            ReadWindow = window,
        };

    /// <summary>Makes a count of failures or other errors.</summary>
    public static Metric Failed(
        string property,
        string name,
        string heading,
        string words,
        Func<CountedRow, long> count,
        Func<BatchIntervalMetrics, double?>? window = null) =>
        Whole(property, name, heading, words, MetricGroup.None, count, window) with { Better = MetricBetter.Smaller };

    /// <summary>Failures for one reason.</summary>
    public static Metric OfKind(ErrorKind kind, string property, Func<BatchIntervalMetrics, double?> window) =>
        Failed(property, $"failures{kind}", $"{kind}", $"failures of kind {kind}", row => row.All.FailuresOf(kind), window) with
        {
            Kind = kind,
        };

    /// <summary>A share, merged as its parts and wholes added up.</summary>
    public static Metric Share(
        string property,
        string name,
        string heading,
        string words,
        Func<CountedRow, double?> count,
        (Func<BatchMetrics, long> Part, Func<BatchMetrics, long> Whole) merged,
        Func<BatchIntervalMetrics, double?> window) => new(property)
        {
            Name = name,
            Unit = ThresholdUnit.Share,
            Better = MetricBetter.Smaller,
            Heading = heading,
            Words = words,
            Group = MetricGroup.Batches,
            Count = count,
            Merge = MetricMerge.Ratio(merged.Part, merged.Whole),
            ReadWindow = window,
        };

    /// <summary>Makes a rate: a count of the window per second.</summary>
    public static Metric Rate(
        string property,
        string name,
        string heading,
        string words,
        MetricGroup group,
        Func<CountedRow, long> count,
        Func<BatchIntervalMetrics, double?> window) => new(property)
        {
            Name = name,
            Unit = ThresholdUnit.PerSecond,
            Better = MetricBetter.Larger,
            Heading = heading,
            Words = words,
            Group = group,
            Count = row => row.PerSecond(count(row)),
            Merge = MetricMerge.Rate,
            ReadWindow = window,
        };

    /// <summary>A time that is no part of a distribution.</summary>
    public static Metric Time(string property, string name, string heading, string words, Func<CountedRow, double?> count) => new(property)
    {
        Name = name,
        Unit = ThresholdUnit.Milliseconds,
        Better = MetricBetter.Smaller,
        Heading = heading,
        Words = words,
        Count = count,
        Merge = MetricMerge.Alone,
    };

    public static Metric Mean(string property, string name, MetricTimes times, Func<BatchIntervalMetrics, double?>? window = null) =>
        OfTimes(property, name, "Mean", "arithmetic mean", times, static t => t.MeanMs) with
        {
            Merge = MetricMerge.Mean,
            ReadWindow = window,
        };

    public static Metric Deviation(string property, string name, MetricTimes times) =>
        OfTimes(property, name, "Std. dev.", "standard deviation", times, static t => t.StdDevMs) with { Merge = MetricMerge.Deviation };

    public static Metric Shortest(string property, string name, MetricTimes times) =>
        OfTimes(property, name, "Min", "shortest", times, row => row.Shortest(times) / LatencyFigures.MicrosPerMs) with
        {
            Percentile = 0,
            Merge = MetricMerge.Least,
        };

    public static Metric LongestOf(string property, string name, MetricTimes times, Func<BatchIntervalMetrics, double?>? window = null) =>
        OfTimes(property, name, "Max", "longest", times, static t => t.MaxMs) with
        {
            Percentile = 100,
            Merge = MetricMerge.Greatest,
            ReadWindow = window,
        };

    public static Metric Percentile(
        string property,
        string name,
        double percentile,
        MetricTimes times,
        Func<BatchIntervalMetrics, double?>? window = null)
    {
        var text = percentile.ToString(CultureInfo.InvariantCulture);
        var heading = times == MetricTimes.FirstByte ? $"First byte p{text}" : $"p{text}";
        return OfTimes(property, name, heading, $"{text} % took no longer", times, t => t.PercentileMs(percentile)) with
        {
            Percentile = percentile,
            Merge = MetricMerge.Percentile,
            ReadWindow = window,
        };
    }

    /// <summary>A mean size.</summary>
    public static Metric PerRequest(
        string property,
        string name,
        string heading,
        Func<CountedRow, long> sum,
        Func<BatchMetrics, long> read) => new(property)
        {
            Name = name,
            Unit = ThresholdUnit.Count,
            Heading = heading,
            Words = "mean size of a body",
            Group = MetricGroup.Batches,
            Count = row => row.PerRequest(sum(row)),
            Merge = MetricMerge.Ratio(read, static r => r.Requests),
        };

    /// <summary>Server cost per committed operation; not merged, because the parts' shares are unknown.</summary>
    public static Metric Cost(string property, string name, string source, string figure) => new(property)
    {
        Name = name,
        Unit = ThresholdUnit.Count,
        Better = MetricBetter.Smaller,
        Heading = figure,
        Words = $"{figure} of {source} per committed operation",
        Count = row => row.CostPerOperation(source, figure),
        Merge = MetricMerge.Dropped,
    };

    private static Metric OfTimes(
        string property,
        string name,
        string heading,
        string words,
        MetricTimes times,
        Func<LatencyFigures, double?> read) =>
        OfTimes(property, name, heading, words, times, row => read(new LatencyFigures(row.Times(times))));

    private static Metric OfTimes(
        string property,
        string name,
        string heading,
        string words,
        MetricTimes times,
        Func<CountedRow, double?> count) =>
        Time(property, name, heading, words, count) with
        {
            Group = times switch
            {
                MetricTimes.Response => MetricGroup.Response,
                MetricTimes.Failure => MetricGroup.Failures,
                _ => MetricGroup.Service,
            },
            Times = times,
        };
}
