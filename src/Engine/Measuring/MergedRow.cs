using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The rows of several runs that are put together into one, from which <see cref="Metric.Merge"/> reads.</summary>
/// <param name="parts">Rows of one request name and method; one or more.</param>
/// <param name="seconds">Seconds that the runs' windows cover together.</param>
/// <param name="weight">By how much a part's rates count: 1 where all were measured at the same time, a share of the time else.</param>
internal sealed class MergedRow(IReadOnlyList<BatchMetrics> parts, double seconds, Func<BatchMetrics, double> weight)
{
    public IReadOnlyList<BatchMetrics> Parts => parts;

    public double Seconds => seconds;

    public double WeightOf(BatchMetrics part) => weight(part);

    /// <summary>Response times of all.</summary>
    public LatencyHistogram Response { get; } = Sum(parts, static r => r.ResponseTimeHistogram);

    /// <summary>Service times of all.</summary>
    public LatencyHistogram Service { get; } = Sum(parts, static r => r.ServiceTimeHistogram);

    /// <summary>Response times of failures.</summary>
    public LatencyHistogram Failed { get; } = Sum(parts, static r => r.FailureTimeHistogram);

    /// <summary>The histogram of such times; null where rows keep none.</summary>
    public LatencyHistogram? Times(MetricTimes times) => times switch
    {
        MetricTimes.Response => Response,
        MetricTimes.Service => Service,
        MetricTimes.Failure => Failed,
        _ => null,
    };

    private static LatencyHistogram Sum(IReadOnlyList<BatchMetrics> parts, Func<BatchMetrics, string?> read)
    {
        var sum = new LatencyHistogram();
        foreach (var text in parts.Select(read).OfType<string>())
        {
            sum.Add(LatencyHistogram.FromBase64(text));
        }

        return sum;
    }
}
