using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>What all rows of one set of metrics have in common, and how a row is made from what was counted.</summary>
internal sealed class MetricsFrame
{
    public string? RunId { get; init; }

    public RunVerdict Verdict { get; init; }

    public MeasuredWindow? Window { get; init; }

    public bool Histograms { get; init; }

    /// <summary>
    /// What the run cost the server; in the row of all names, since no figure of a server can be told apart by request name.
    /// </summary>
    public IReadOnlyList<ServerCost> Costs { get; init; } = [];

    public BatchMetrics Row(RequestName? request, TestType? testType, PhaseTallies sums, double? tripleMeanMs)
    {
        var tally = sums.Scheduled();
        var requests = tally.Ledger.Batches;
        var operations = tally.Ledger.Operations;
        var response = new LatencyFigures(tally.Response);
        var service = new LatencyFigures(tally.Service);
        var firstByte = new LatencyFigures(tally.FirstByte);
        var (measured, before) = (sums.Measured, sums.Before);
        return new BatchMetrics
        {
            Name = request?.Name ?? BatchMetrics.AggregatedName,
            Method = request?.Method,
            TestType = testType,
            RunId = RunId,
            Verdict = Verdict,
            WindowStart = Window?.Start,
            WindowSeconds = Window?.Duration.TotalSeconds ?? 0,
            Requests = requests,
            Failures = tally.Failures,
            FailureRate = requests == 0 ? 0 : (double)tally.Failures / requests,
            Censored = tally.Censored,
            FailuresBadRequest = tally.FailuresOf(ErrorKind.BadRequest),
            FailuresValidation = tally.FailuresOf(ErrorKind.Validation),
            FailuresUnauthorized = tally.FailuresOf(ErrorKind.Unauthorized),
            FailuresForbidden = tally.FailuresOf(ErrorKind.Forbidden),
            FailuresNotFound = tally.FailuresOf(ErrorKind.NotFound),
            FailuresConflict = tally.FailuresOf(ErrorKind.Conflict),
            FailuresPreconditionFailed = tally.FailuresOf(ErrorKind.PreconditionFailed),
            FailuresTooLarge = tally.FailuresOf(ErrorKind.TooLarge),
            FailuresThrottled = tally.FailuresOf(ErrorKind.Throttled),
            FailuresNotSupported = tally.FailuresOf(ErrorKind.NotSupported),
            FailuresServerError = tally.FailuresOf(ErrorKind.ServerError),
            FailuresTimeout = tally.FailuresOf(ErrorKind.Timeout),
            FailuresConnectionFailed = tally.FailuresOf(ErrorKind.ConnectionFailed),
            FailuresInvalidResponse = tally.FailuresOf(ErrorKind.InvalidResponse),
            FailuresCanceled = tally.FailuresOf(ErrorKind.Canceled),
            Deadlocks = tally.Deadlocks,
            OperationsSent = operations.Sent,
            OperationsAttempted = operations.Committed + operations.RolledBack + operations.Failed,
            OperationsCommitted = operations.Committed,
            OperationsRolledBack = operations.RolledBack,
            OperationsFailed = operations.Failed,
            OperationsNotAttempted = operations.NotAttempted,
            OperationsUnknown = operations.Unknown,
            RequestsPerSecond = PerSecond(measured.Ledger.Batches - measured.Censored + before.InWindowRequests),
            FailuresPerSecond = PerSecond(measured.Failures + before.InWindowFailures),
            CommittedOperationsPerSecond = PerSecond(measured.Ledger.Operations.Committed + before.InWindowCommitted),
            MeanMs = response.MeanMs,
            StdDevMs = response.StdDevMs,
            MinMs = response.MinMs,
            P50Ms = response.PercentileMs(50),
            P66Ms = response.PercentileMs(66),
            P75Ms = response.PercentileMs(75),
            P80Ms = response.PercentileMs(80),
            P90Ms = response.PercentileMs(90),
            P95Ms = response.PercentileMs(95),
            P98Ms = response.PercentileMs(98),
            P99Ms = response.PercentileMs(99),
            P999Ms = response.PercentileMs(99.9),
            P9999Ms = response.PercentileMs(99.99),
            MaxMs = response.MaxMs,
            ServiceMeanMs = service.MeanMs,
            ServiceStdDevMs = service.StdDevMs,
            ServiceMinMs = service.MinMs,
            ServiceP50Ms = service.PercentileMs(50),
            ServiceP66Ms = service.PercentileMs(66),
            ServiceP75Ms = service.PercentileMs(75),
            ServiceP80Ms = service.PercentileMs(80),
            ServiceP90Ms = service.PercentileMs(90),
            ServiceP95Ms = service.PercentileMs(95),
            ServiceP98Ms = service.PercentileMs(98),
            ServiceP99Ms = service.PercentileMs(99),
            ServiceP999Ms = service.PercentileMs(99.9),
            ServiceP9999Ms = service.PercentileMs(99.99),
            ServiceMaxMs = service.MaxMs,
            FirstByteP50Ms = firstByte.PercentileMs(50),
            FirstByteP99Ms = firstByte.PercentileMs(99),
            Triples = tally.Triples,
            TripleMeanMs = tripleMeanMs,
            RequestBytes = tally.RequestBytes,
            ResponseBytes = tally.ResponseBytes,
            MeanRequestBytes = requests == 0 ? null : (double)tally.RequestBytes / requests,
            MeanResponseBytes = requests == 0 ? null : (double)tally.ResponseBytes / requests,
            ServerCommitsPerOperation = CostPerOperation(request, "PostgreSql", "Commits"),
            ServerWalBytesPerOperation = CostPerOperation(request, "PostgreSql", "WalBytes"),
            ServerWalSyncsPerOperation = CostPerOperation(request, "PostgreSql", "WalSyncs"),
            ServerCpuMsPerOperation = CostPerOperation(request, "Process", "CpuMs"),
            CensoredFromPercentile = Censoring.FirstReached(tally),
            ResponseTimeHistogram = Histograms ? tally.Response.ToBase64() : null,
            ServiceTimeHistogram = Histograms ? tally.Service.ToBase64() : null,
        };
    }

    private double? CostPerOperation(RequestName? request, string source, string figure) =>
        request is null ? Costs.FirstOrDefault(c => c.Source == source && c.Name == figure)?.PerOperation : null;

    private double PerSecond(long count) => Window is { Duration.Ticks: > 0 } window ? count / window.Duration.TotalSeconds : 0;
}
