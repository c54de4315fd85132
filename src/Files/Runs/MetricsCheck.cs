using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>What is true of every row of metrics that a run wrote.</summary>
internal static class MetricsCheck
{
    /// <summary>What cannot be, in words; null for nothing.</summary>
    public static string? Problem(BatchMetrics row)
    {
        var what = $"the metrics of {row.Name}";
        return Counts(what, row)
            ?? Figures.AtMost(what, "failures and censored", row.Failures + row.Censored, row.Requests)
            ?? Figures.Sum(what, "failures", row.Failures, ByKind(row))
            ?? Figures.AtMost(what, "failuresCanceled", row.FailuresCanceled, row.Censored)
            ?? Figures.AtMost(what, "deadlocks", row.Deadlocks, row.FailuresServerError)
            ?? Figures.Sum(
                what,
                "operationsSent",
                row.OperationsSent,
                row.OperationsCommitted + row.OperationsRolledBack + row.OperationsFailed + row.OperationsNotAttempted + row.OperationsUnknown)
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
            ?? Histogram(what, row.ServiceTimeHistogram, row.Requests);
    }

    private static string? Counts(string what, BatchMetrics row) =>
        Figures.Counts(
            what,
            ("requests", row.Requests), ("failures", row.Failures), ("censored", row.Censored), ("deadlocks", row.Deadlocks),
            ("triples", row.Triples), ("failuresCanceled", row.FailuresCanceled),
            ("operationsSent", row.OperationsSent), ("operationsAttempted", row.OperationsAttempted),
            ("operationsCommitted", row.OperationsCommitted), ("operationsRolledBack", row.OperationsRolledBack),
            ("operationsFailed", row.OperationsFailed), ("operationsNotAttempted", row.OperationsNotAttempted),
            ("operationsUnknown", row.OperationsUnknown))
        ?? Figures.Counts(what, [.. Kinds(row).Select(static k => (k.Kind, k.Count))])
        ?? Figures.Measures(
            what,
            ("windowSeconds", row.WindowSeconds), ("requestsPerSecond", row.RequestsPerSecond),
            ("failuresPerSecond", row.FailuresPerSecond), ("committedOperationsPerSecond", row.CommittedOperationsPerSecond),
            ("requestBytes", row.RequestBytes), ("responseBytes", row.ResponseBytes), ("meanRequestBytes", row.MeanRequestBytes),
            ("meanResponseBytes", row.MeanResponseBytes), ("tripleMeanMs", row.TripleMeanMs),
            ("failureRate", row.FailureRate));

    private static long ByKind(BatchMetrics row) => Kinds(row).Sum(static k => k.Count);

    private static IEnumerable<(string Kind, long Count)> Kinds(BatchMetrics row) =>
    [
        ("failuresBadRequest", row.FailuresBadRequest), ("failuresValidation", row.FailuresValidation),
        ("failuresUnauthorized", row.FailuresUnauthorized), ("failuresForbidden", row.FailuresForbidden),
        ("failuresNotFound", row.FailuresNotFound), ("failuresConflict", row.FailuresConflict),
        ("failuresPreconditionFailed", row.FailuresPreconditionFailed), ("failuresTooLarge", row.FailuresTooLarge),
        ("failuresThrottled", row.FailuresThrottled), ("failuresNotSupported", row.FailuresNotSupported),
        ("failuresServerError", row.FailuresServerError), ("failuresTimeout", row.FailuresTimeout),
        ("failuresConnectionFailed", row.FailuresConnectionFailed), ("failuresInvalidResponse", row.FailuresInvalidResponse),
    ];

    private static string? Times(string what, BatchMetrics row) =>
        Figures.Measures(
            what,
            ("minMs", row.MinMs),
            ("meanMs", row.MeanMs),
            ("stdDevMs", row.StdDevMs),
            ("serviceMinMs", row.ServiceMinMs),
            ("serviceMeanMs", row.ServiceMeanMs),
            ("serviceStdDevMs", row.ServiceStdDevMs))
        ?? Figures.Ascending(
            what,
            ("minMs", row.MinMs), ("p50Ms", row.P50Ms), ("p66Ms", row.P66Ms), ("p75Ms", row.P75Ms), ("p80Ms", row.P80Ms),
            ("p90Ms", row.P90Ms), ("p95Ms", row.P95Ms),
            ("p98Ms", row.P98Ms), ("p99Ms", row.P99Ms), ("p999Ms", row.P999Ms), ("p9999Ms", row.P9999Ms), ("maxMs", row.MaxMs))
        ?? Figures.Ascending(
            what,
            ("serviceMinMs", row.ServiceMinMs), ("serviceP50Ms", row.ServiceP50Ms), ("serviceP66Ms", row.ServiceP66Ms),
            ("serviceP75Ms", row.ServiceP75Ms), ("serviceP80Ms", row.ServiceP80Ms),
            ("serviceP90Ms", row.ServiceP90Ms), ("serviceP95Ms", row.ServiceP95Ms), ("serviceP98Ms", row.ServiceP98Ms),
            ("serviceP99Ms", row.ServiceP99Ms), ("serviceP999Ms", row.ServiceP999Ms),
            ("serviceP9999Ms", row.ServiceP9999Ms), ("serviceMaxMs", row.ServiceMaxMs))
        ?? Figures.Ascending(what, ("minMs", row.MinMs), ("meanMs", row.MeanMs), ("maxMs", row.MaxMs))
        ?? Figures.Measures(
            what,
            ("maxMs", row.MaxMs),
            ("serviceMaxMs", row.ServiceMaxMs),
            ("firstByteP50Ms", row.FirstByteP50Ms),
            ("firstByteP99Ms", row.FirstByteP99Ms));

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
