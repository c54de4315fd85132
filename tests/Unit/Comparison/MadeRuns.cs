using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Unit.Metrics;

namespace EdFi.BatchPerf.Unit.Comparison;

/// <summary>Runs as documents with the figures that a test asks for.</summary>
internal static class MadeRuns
{
    public static RunDocument Document(
        string id,
        double committed = 1000,
        double ms = 100,
        double failureRate = 0,
        int triples = 10,
        RunVerdict verdict = RunVerdict.Valid,
        Func<RunPlanSummary, RunPlanSummary>? plan = null,
        IReadOnlyList<IntervalPoint>? intervals = null,
        string name = "students-batch",
        TestType type = TestType.BatchVolume,
        TimesOf timesOf = TimesOf.Successes)
    {
        var summary = new RunPlanSummary { LoadModel = "Closed", Scenarios = [$"{name}-{triples}"], OperationsPerBatch = 3 * triples, ClientCount = 10 };
        var row = new BatchMetrics
        {
            Name = $"{name}-{triples}",
            Requests = 10_000,
            WindowSeconds = 60,
            Failures = (long)(10_000 * failureRate),
            FailureRate = failureRate,
            CommittedOperationsPerSecond = committed,
            TimesOf = timesOf,
            P50Ms = ms,
            P95Ms = 2 * ms,
            P99Ms = 3 * ms,
            TripleMeanMs = ms / triples,
        };
        return new RunDocument
        {
            RunId = id,
            TestType = type,
            StartedAt = Samples.Start,
            MeasuredFrom = Samples.Start,
            MeasuredTo = Samples.Start.AddSeconds(60),
            EndedAt = Samples.Start.AddSeconds(61),
            StopReason = StopReason.Duration,
            Server = new Uri("http://dms.test/"),
            Plan = plan?.Invoke(summary) ?? summary,
            Verdict = new VerdictReport { Verdict = verdict },
            Totals = new RunTotals(),
            Metrics = [row, With(row, BatchMetrics.AggregatedName)],
            Intervals = intervals ?? [],
        };
    }

    /// <summary>Runs whose throughput and times scatter by a share around a factor; a higher factor is faster.</summary>
    public static List<ComparedRun> Side(Random random, string side, int runs, double factor = 1, double scatter = 0.02) =>
        [.. Enumerable.Range(0, runs).Select(i =>
        {
            var speed = factor * Math.Exp(scatter * Gauss(random));
            return ComparedRun.Of(Document($"{side}{i}", committed: 1000 * speed, ms: 100 / speed));
        })];

    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static BatchMetrics With(BatchMetrics row, string name) => new()
    {
        Name = name,
        Requests = row.Requests,
        WindowSeconds = row.WindowSeconds,
        Failures = row.Failures,
        FailureRate = row.FailureRate,
        CommittedOperationsPerSecond = row.CommittedOperationsPerSecond,
        TimesOf = row.TimesOf,
        P50Ms = row.P50Ms,
        P95Ms = row.P95Ms,
        P99Ms = row.P99Ms,
        TripleMeanMs = row.TripleMeanMs,
    };
}
