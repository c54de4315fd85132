using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Browser;

/// <summary>Runs of known figures, and limits and comparisons of known outcome.</summary>
internal static class JudgedRun
{
    private static readonly string[] Metrics = ["committedOperationsPerSecond", "p50", "p95", "failureRate"];

    /// <summary>A closed loop of 1,000 batches.</summary>
    public static RunDocument Of(long failed = 0, RunVerdict verdict = RunVerdict.Valid, string name = "students-batch-10", double p50Ms = 30) => new()
    {
        RunId = "judged",
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(40),
        MeasuredFrom = DateTimeOffset.UnixEpoch.AddSeconds(5),
        MeasuredTo = DateTimeOffset.UnixEpoch.AddSeconds(40),
        StopReason = StopReason.Duration,
        Seed = 4711,
        Server = new Uri("https://dms.example.org/"),
        Plan = new RunPlanSummary { LoadModel = "Closed", ClientCount = 8, Scenarios = [name], OperationsPerBatch = 30 },
        Verdict = new VerdictReport { Verdict = verdict },
        Totals = new RunTotals { Batches = 1000, Failed = failed, Succeeded = 1000 - failed },
        Metrics = [Row(name, failed, p50Ms), Row(BatchMetrics.AggregatedName, failed, p50Ms)],
        Ledger = [new OperationLedgerRow { Name = name, Position = 0, Op = OperationKind.Create, Resource = "students", Sent = 1000, Committed = 1000 - failed, Failed = failed }],
        Errors = failed == 0 ? [] : [new DistinctError { Kind = ErrorKind.Validation, StatusCode = 400, Name = name, Message = "Descriptor is unknown.", Occurrences = failed }],
        Intervals = [.. Enumerable.Range(0, 40).Select(second => new IntervalPoint
        {
            StartSeconds = second, WidthSeconds = 1, Batches = 25, Clients = 8, Failures = failed / 40, FailuresValidation = failed / 40,
            P50Ms = 30, P95Ms = 60, P99Ms = 90, MaxMs = 123_456.7, FailureP50Ms = failed > 0 ? 2.5 : null, FailureMaxMs = failed > 0 ? 120_000 : null,
        })],
    };

    public static BatchThresholdResult Limit(bool passed, object? actual = null) => new()
    {
        Threshold = "p95 < 250ms", Metric = "p95", Name = "Aggregated", Limit = 250.0, Actual = actual ?? 60.0, Unit = ThresholdUnit.Milliseconds, Passed = passed,
        Message = $"Aggregated: p95 is 60 ms; {(passed ? "kept" : "not kept")}: p95 < 250ms.",
    };

    public static BatchThresholdResult Untested() => Limit(passed: false) with { Actual = null, Message = "Aggregated: No batch was measured; not kept: p95 < 250ms." };

    /// <summary>A comparison whose figures, in the order of <see cref="Metrics"/>, prove this.</summary>
    public static ReportFindings Against(params ComparisonVerdict[] verdicts) => new()
    {
        Baseline = new BaselineFindings
        {
            Baseline = Of() with { RunId = "earlier" },
            Rows = [.. verdicts.Select((verdict, i) => new BatchComparison
            {
                Name = BatchMetrics.AggregatedName, Metric = Metrics[i], Verdict = verdict, IsPrimary = i == 0, BaselineMedian = 100, CandidateMedian = 80,
                DifferencePercent = -20, LowerPercent = -25, UpperPercent = -15, BaselineLoad = "8 clients", CandidateLoad = "8 clients", Message = $"Aggregated, {Metrics[i]}: {verdict}.",
            })],
        },
    };

    private static BatchMetrics Row(string name, long failed, double p50Ms) => new()
    {
        Name = name, Requests = 1000, Failures = failed, FailureRate = failed / 1000.0, WindowStart = DateTimeOffset.UnixEpoch.AddSeconds(5), WindowSeconds = 35,
        OperationsSent = 30_000, OperationsCommitted = 30 * (1000 - failed), CommittedOperationsPerSecond = 857, RequestsPerSecond = 28.6, RequestBytes = 1_234_567_890_123,
        ResponseBytes = 987_654_321_098, MeanMs = 31, P50Ms = p50Ms, P95Ms = 60, P99Ms = 90, P9999Ms = 119_999, MaxMs = 119_999.9, ServiceMeanMs = 31, ServiceP50Ms = 30, ServiceP95Ms = 60,
        ServiceP99Ms = 90, ServiceP9999Ms = 119_999, ServiceMaxMs = 119_999.9,
    };
}
