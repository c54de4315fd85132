using static EdFi.BatchPerf.Measuring.MetricRow;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Every figure of <see cref="BatchMetrics"/>, a row each, in the order of tables. A new one is its property, its row here and its place
/// of counting (<see cref="Tally"/>).
/// </summary>
internal static class MetricTable
{
    private static readonly string[] ResponseTime = ["latency", "responseTime", "duration", "httpReqDuration"];

    public static IReadOnlyList<Metric> All { get; } =
    [
        Whole(
            nameof(BatchMetrics.Requests), "requests", "Requests", "scheduled in the measured window", MetricGroup.Batches,
            static c => c.Requests, static w => w.Requests) with { Alias = "batches", Column = "Requests" },
        Whole(
            nameof(BatchMetrics.Attempts), "attempts", "Attempts", "times that batches were sent, retries included",
            MetricGroup.Batches, static c => c.Requests + c.All.Retries) with { IsDetail = true },
        Failed(
            nameof(BatchMetrics.Failures), "failures", "Failed", "batches that failed", static c => c.All.Failures,
            static w => w.Failures) with
        {
            Group = MetricGroup.Batches,
            Column = "Failed",
            LimitsFailures = true,
            OtherWords = ["errors", "errorCount"],
        },
        Share(
            nameof(BatchMetrics.FailureRate), "failureRate", "Failed, %", "failures divided by requests",
            static c => c.Requests == 0 ? 0 : (double)c.All.Failures / c.Requests,
            (static r => r.Failures, static r => r.Requests), static w => w.FailureRate) with
        {
            LimitsFailures = true,
            OtherWords = ["errorRate", "errorPercent", "failureRatio", "failRatio", "httpReqFailed", "successRate"],
        },
        Failed(
            nameof(BatchMetrics.Censored), "censored", "Cut off", "given up at the end of the run",
            static c => c.All.Censored) with { Group = MetricGroup.Batches },
        OfKind(ErrorKind.BadRequest, nameof(BatchMetrics.FailuresBadRequest), static w => w.FailuresBadRequest),
        OfKind(ErrorKind.Validation, nameof(BatchMetrics.FailuresValidation), static w => w.FailuresValidation),
        OfKind(ErrorKind.Unauthorized, nameof(BatchMetrics.FailuresUnauthorized), static w => w.FailuresUnauthorized),
        OfKind(ErrorKind.Forbidden, nameof(BatchMetrics.FailuresForbidden), static w => w.FailuresForbidden),
        OfKind(ErrorKind.NotFound, nameof(BatchMetrics.FailuresNotFound), static w => w.FailuresNotFound),
        OfKind(ErrorKind.Conflict, nameof(BatchMetrics.FailuresConflict), static w => w.FailuresConflict),
        OfKind(ErrorKind.PreconditionFailed, nameof(BatchMetrics.FailuresPreconditionFailed), static w => w.FailuresPreconditionFailed),
        OfKind(ErrorKind.TooLarge, nameof(BatchMetrics.FailuresTooLarge), static w => w.FailuresTooLarge),
        OfKind(ErrorKind.Throttled, nameof(BatchMetrics.FailuresThrottled), static w => w.FailuresThrottled),
        OfKind(ErrorKind.NotSupported, nameof(BatchMetrics.FailuresNotSupported), static w => w.FailuresNotSupported),
        OfKind(ErrorKind.ServerError, nameof(BatchMetrics.FailuresServerError), static w => w.FailuresServerError),
        OfKind(ErrorKind.Timeout, nameof(BatchMetrics.FailuresTimeout), static w => w.FailuresTimeout),
        OfKind(ErrorKind.ConnectionFailed, nameof(BatchMetrics.FailuresConnectionFailed), static w => w.FailuresConnectionFailed),
        OfKind(ErrorKind.InvalidResponse, nameof(BatchMetrics.FailuresInvalidResponse), static w => w.FailuresInvalidResponse),
        OfKind(ErrorKind.ClientResources, nameof(BatchMetrics.FailuresClientResources), static w => w.FailuresClientResources),
        OfKind(ErrorKind.Canceled, nameof(BatchMetrics.FailuresCanceled), static w => w.FailuresCanceled),
        Failed(
            nameof(BatchMetrics.Deadlocks), "deadlocks", "Deadlocks", "failures that were probably deadlocks",
            static c => c.All.Deadlocks),
        Rate(
            nameof(BatchMetrics.RequestsPerSecond), "requestsPerSecond", "Requests/s", "ended in the measured window",
            MetricGroup.Batches, static c => c.Measured.Ledger.Batches - c.Measured.Censored + c.Before.InWindowRequests,
            static w => w.RequestsPerSecond) with
        {
            Column = "Requests/s",
            Alias = "batchesPerSecond",
            OtherWords = ["rps", "tps", "qps", "throughput", "requestRate", "httpReqs"],
        },
        Rate(
            nameof(BatchMetrics.FailuresPerSecond), "failuresPerSecond", "Failed/s", "failed in the measured window",
            MetricGroup.Batches, static c => c.Measured.Failures + c.Before.InWindowFailures,
            static w => w.FailuresPerSecond) with { Better = MetricBetter.Smaller, LimitsFailures = true },
        Rate(
            nameof(BatchMetrics.CommittedOperationsPerSecond), "committedOperationsPerSecond", "Committed/s",
            "committed in the measured window", MetricGroup.Operations,
            static c => c.Measured.Ledger.Operations.Committed + c.Before.InWindowCommitted,
            static w => w.CommittedOperationsPerSecond) with
        {
            Column = "Ops/s",
            OtherWords = ["ops", "opsPerSecond", "throughput", "documentsPerSecond", "recordsPerSecond"],
        },
        Whole(
            nameof(BatchMetrics.OperationsSent), "operationsSent", "Sent", "operations sent", MetricGroup.Operations,
            static c => c.Operations.Sent),
        Whole(
            nameof(BatchMetrics.OperationsAttempted), "operationsAttempted", "Attempted", "committed, rolled back and failed",
            MetricGroup.Operations, static c => c.Operations.Committed + c.Operations.RolledBack + c.Operations.Failed),
        Whole(
            nameof(BatchMetrics.OperationsCommitted), "operationsCommitted", "Committed", "operations committed",
            MetricGroup.Operations, static c => c.Operations.Committed,
            static w => w.OperationsCommitted) with { Better = MetricBetter.Larger },
        Whole(
            nameof(BatchMetrics.OperationsRolledBack), "operationsRolledBack", "Rolled back", "carried out and undone",
            MetricGroup.Operations, static c => c.Operations.RolledBack) with { Better = MetricBetter.Smaller },
        Whole(
            nameof(BatchMetrics.OperationsFailed), "operationsFailed", "Failing", "operations that made their batch fail",
            MetricGroup.Operations, static c => c.Operations.Failed) with { Better = MetricBetter.Smaller },
        Whole(
            nameof(BatchMetrics.OperationsNotAttempted), "operationsNotAttempted", "Not attempted",
            "operations that the server never came to", MetricGroup.Operations,
            static c => c.Operations.NotAttempted) with { Better = MetricBetter.Smaller },
        Whole(
            nameof(BatchMetrics.OperationsUnknown), "operationsUnknown", "Unknown", "no answer says whether they were committed",
            MetricGroup.Operations, static c => c.Operations.Unknown) with { Better = MetricBetter.Smaller },
        new(nameof(BatchMetrics.WindowSeconds))
        {
            Name = "windowSeconds", Unit = ThresholdUnit.Seconds, Heading = "Window, s", Words = "length of the measured window",
            Count = static c => c.Window?.Duration.TotalSeconds ?? 0, Merge = MetricMerge.Covered,
        },
        Mean(nameof(BatchMetrics.MeanMs), "mean", MetricTimes.Response, static w => w.MeanMs) with
        {
            Column = "Mean ms",
            OtherWords = ["average", "avg", .. ResponseTime],
        },
        Deviation(nameof(BatchMetrics.StdDevMs), "stdDev", MetricTimes.Response) with { IsDetail = true },
        Shortest(nameof(BatchMetrics.MinMs), "min", MetricTimes.Response) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.P50Ms), "p50", 50, MetricTimes.Response, static w => w.P50Ms) with
        {
            Column = "p50 ms",
            OtherWords = ["median", .. ResponseTime],
        },
        Percentile(nameof(BatchMetrics.P66Ms), "p66", 66, MetricTimes.Response) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.P75Ms), "p75", 75, MetricTimes.Response) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.P80Ms), "p80", 80, MetricTimes.Response) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.P90Ms), "p90", 90, MetricTimes.Response, static w => w.P90Ms),
        Percentile(nameof(BatchMetrics.P95Ms), "p95", 95, MetricTimes.Response, static w => w.P95Ms) with
        {
            Column = "p95 ms",
            OtherWords = ResponseTime,
        },
        Percentile(nameof(BatchMetrics.P98Ms), "p98", 98, MetricTimes.Response) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.P99Ms), "p99", 99, MetricTimes.Response, static w => w.P99Ms) with { Column = "p99 ms" },
        Percentile(nameof(BatchMetrics.P999Ms), "p99.9", 99.9, MetricTimes.Response, static w => w.P999Ms) with { Alias = "p999" },
        Percentile(nameof(BatchMetrics.P9999Ms), "p99.99", 99.99, MetricTimes.Response) with { IsDetail = true, Alias = "p9999" },
        LongestOf(nameof(BatchMetrics.MaxMs), "max", MetricTimes.Response, static w => w.MaxMs) with { Column = "Max ms" },
        Mean(nameof(BatchMetrics.ServiceMeanMs), "serviceMean", MetricTimes.Service),
        Deviation(nameof(BatchMetrics.ServiceStdDevMs), "serviceStdDev", MetricTimes.Service) with { IsDetail = true },
        Shortest(nameof(BatchMetrics.ServiceMinMs), "serviceMin", MetricTimes.Service) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.ServiceP50Ms), "serviceP50", 50, MetricTimes.Service),
        Percentile(nameof(BatchMetrics.ServiceP66Ms), "serviceP66", 66, MetricTimes.Service) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.ServiceP75Ms), "serviceP75", 75, MetricTimes.Service) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.ServiceP80Ms), "serviceP80", 80, MetricTimes.Service) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.ServiceP90Ms), "serviceP90", 90, MetricTimes.Service),
        Percentile(nameof(BatchMetrics.ServiceP95Ms), "serviceP95", 95, MetricTimes.Service),
        Percentile(nameof(BatchMetrics.ServiceP98Ms), "serviceP98", 98, MetricTimes.Service) with { IsDetail = true },
        Percentile(nameof(BatchMetrics.ServiceP99Ms), "serviceP99", 99, MetricTimes.Service),
        Percentile(nameof(BatchMetrics.ServiceP999Ms), "serviceP99.9", 99.9, MetricTimes.Service) with { Alias = "serviceP999" },
        Percentile(nameof(BatchMetrics.ServiceP9999Ms), "serviceP99.99", 99.99, MetricTimes.Service) with
        {
            IsDetail = true,
            Alias = "serviceP9999",
        },
        LongestOf(nameof(BatchMetrics.ServiceMaxMs), "serviceMax", MetricTimes.Service),
        Mean(nameof(BatchMetrics.FailureMeanMs), "failureMean", MetricTimes.Failure, static w => w.FailureMeanMs),
        Shortest(nameof(BatchMetrics.FailureMinMs), "failureMin", MetricTimes.Failure),
        Percentile(nameof(BatchMetrics.FailureP50Ms), "failureP50", 50, MetricTimes.Failure, static w => w.FailureP50Ms) with
        {
            Column = "Failed ms",
        },
        Percentile(nameof(BatchMetrics.FailureP95Ms), "failureP95", 95, MetricTimes.Failure, static w => w.FailureP95Ms),
        Percentile(nameof(BatchMetrics.FailureP99Ms), "failureP99", 99, MetricTimes.Failure, static w => w.FailureP99Ms),
        LongestOf(nameof(BatchMetrics.FailureMaxMs), "failureMax", MetricTimes.Failure, static w => w.FailureMaxMs),
        Percentile(nameof(BatchMetrics.FirstByteP50Ms), "firstByteP50", 50, MetricTimes.FirstByte) with
        {
            IsDetail = true,
            Merge = MetricMerge.Alone,
        },
        Percentile(nameof(BatchMetrics.FirstByteP99Ms), "firstByteP99", 99, MetricTimes.FirstByte) with
        {
            IsDetail = true,
            Merge = MetricMerge.Alone,
        },
        Whole(
            nameof(BatchMetrics.Triples), "triples", "Triples", "triples carried or begun", MetricGroup.None,
            static c => c.All.Triples),
        Time(
            nameof(BatchMetrics.TripleMeanMs), "tripleMean", "Triple, ms", "mean time of a triple",
            static c => c.TripleMeanMs) with { Alias = "tripleMeanMs", Group = MetricGroup.Operations, Merge = MetricMerge.TripleMean },
        Whole(
            nameof(BatchMetrics.RequestBytes), "requestBytes", "Bytes sent", "size of all request bodies", MetricGroup.Batches,
            static c => c.All.RequestBytes) with { IsSize = true, IsDetail = true },
        Whole(
            nameof(BatchMetrics.ResponseBytes), "responseBytes", "Bytes received", "size of all answers' bodies", MetricGroup.Batches,
            static c => c.All.ResponseBytes) with { IsSize = true, IsDetail = true },
        PerRequest(
            nameof(BatchMetrics.MeanRequestBytes), "meanRequestBytes", "Bytes/request", static c => c.All.RequestBytes,
            static r => r.RequestBytes) with { IsDetail = true },
        PerRequest(
            nameof(BatchMetrics.MeanResponseBytes), "meanResponseBytes", "Bytes/answer", static c => c.All.ResponseBytes,
            static r => r.ResponseBytes) with { IsDetail = true },
        Cost(nameof(BatchMetrics.ServerCommitsPerOperation), "serverCommitsPerOperation", "PostgreSql", "Commits"),
        Cost(nameof(BatchMetrics.ServerWalBytesPerOperation), "serverWalBytesPerOperation", "PostgreSql", "WalBytes"),
        Cost(nameof(BatchMetrics.ServerWalSyncsPerOperation), "serverWalSyncsPerOperation", "PostgreSql", "WalSyncs"),
        Cost(nameof(BatchMetrics.ServerCpuMsPerOperation), "serverCpuMsPerOperation", "Process", "CpuMs"),
    ];

    /// <summary>The metric of that name, alias or property, in any letter case; null for none.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(m => m.IsNamed(name));

    /// <summary>The metric of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Metric Get(string name) => Find(name) ?? throw new ArgumentException($"There is no metric '{name}'.", nameof(name));

    /// <summary>The longest of such times.</summary>
    public static Metric Longest(MetricTimes times) => All.First(m => m.Times == times && m.Percentile is 100);
}
