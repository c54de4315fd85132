using System.Text.Json;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>Checks that hold for every row of metrics that a run wrote.</summary>
internal static class MetricsCheck
{
    /// <summary>Describes the first impossible value; null where all are consistent.</summary>
    public static string? Problem(BatchMetrics row)
    {
        var what = $"the metrics of {row.Name}";
        return Numbers(what, row)
            ?? Figures.AtMost(what, "failures and censored", row.Failures + row.Censored, row.Requests)
            ?? Figures.Sum(what, "failures", row.Failures, ByKind(row))
            ?? Figures.AtMost(what, "failuresCanceled", row.FailuresCanceled, row.Censored)
            ?? Figures.AtMost(what, "deadlocks", row.Deadlocks, row.FailuresServerError)
            ?? Figures.Sum(
                what,
                "operationsSent",
                row.OperationsSent,
                row.OperationsCommitted
                    + row.OperationsRolledBack
                    + row.OperationsFailed
                    + row.OperationsNotAttempted
                    + row.OperationsUnknown)
            ?? Figures.Sum(
                what,
                "operationsAttempted",
                row.OperationsAttempted,
                row.OperationsCommitted + row.OperationsRolledBack + row.OperationsFailed)
            ?? (Math.Abs((row.FailureRate * row.Requests) - row.Failures) < 0.001 + (1e-9 * row.Requests)
                ? null
                : $"{what}: failureRate is not that of its failures")
            ?? Times(what, row)
            ?? Histogram(what, row.ResponseTimeHistogram, row.Requests)
            ?? Histogram(what, row.ServiceTimeHistogram, row.Requests)
            ?? Histogram(what, row.FailureTimeHistogram, row.Failures);
    }

    /// <summary>Every figure is a number that can be.</summary>
    private static string? Numbers(string what, BatchMetrics row)
    {
        foreach (var metric in MetricTable.All)
        {
            var problem = metric is { IsWhole: true, IsSize: false }
                ? Figures.Counts(what, (JsonName(metric), (long)(metric.Read(row) ?? 0)))
                : Figures.Measures(what, (JsonName(metric), metric.Read(row)));
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static long ByKind(BatchMetrics row) =>
        (long)MetricTable.All.Where(static m => m.Kind is not (null or ErrorKind.Canceled)).Sum(m => m.Read(row) ?? 0);

    /// <summary>No percentile is less than the one before it, and no mean lies outside of its times.</summary>
    private static string? Times(string what, BatchMetrics row) => Enum.GetValues<MetricTimes>()
        .Select(times => Figures.Ascending(what, [.. Levels(times, row).Select(m => (JsonName(m), m.Read(row)))]))
        .FirstOrDefault(static problem => problem is not null)
        ?? Figures.Ascending(what, ("minMs", row.Censored > 0 ? null : row.MinMs), ("meanMs", row.MeanMs), ("maxMs", row.MaxMs))
        ?? Figures.Ascending(what, ("minMs", row.MinMs), ("maxMs", row.MaxMs));

    /// <summary>
    /// The shortest is that of a success: percentiles may lie below it where they count times of batches that were cut off.
    /// </summary>
    private static IEnumerable<Metric> Levels(MetricTimes times, BatchMetrics row) => MetricTable.All
        .Where(m => m.Times == times && (m.Percentile > 0 || (m.Percentile == 0 && (times == MetricTimes.Failure || row.Censored == 0))))
        .OrderBy(static m => m.Percentile);

    private static string JsonName(Metric metric) => JsonNamingPolicy.CamelCase.ConvertName(metric.Property);

    /// <summary>A histogram is read, and counts no more requests than there were.</summary>
    private static string? Histogram(string what, string? text, long requests)
    {
        try
        {
            if (text is null)
            {
                return null;
            }

            var times = LatencyHistogram.FromBase64(text);
            return Figures.AtMost(what, "the count of a histogram", times.TotalCount, requests)
                ?? (times.Max <= Figures.MaxSeconds * 1e6 ? null : $"{what}: a histogram holds longer times than a run lasts");
        }
        catch (FormatException exception)
        {
            return $"{what}: a histogram is damaged ({exception.Message.TrimEnd('.')})";
        }
    }
}
