using System.Globalization;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Collects the measures that the verdict is made from: the process's state, the lateness of arrivals, the trend of throughput.
/// </summary>
internal static class HealthView
{
    private const int LeastRefusals = 5;

    public static VerdictReport Judge(LiveRun run, RunRecord record)
    {
        var window = run.WindowSeconds;
        var all = record.Metrics.Snapshot(run.Window, histograms: false)[^1];
        var answers = record.Metrics.Answers();
        var refused = Stretches(record.Intervals.Points, MostWereRefused);
        var most = MetricTable.All
            .Where(m => m.Kind is not (null or ErrorKind.Canceled or ErrorKind.ClientResources) && m.Read(all) > 0)
            .MaxBy(m => m.Read(all));
        var health = (record.FinalHealth ?? record.Health.Read()) with
        {
            WindowSeconds = window is var (from, to) ? to - from : 0,
            Batches = all.Requests,
            ResponseP50Ms = all.P50Ms,
            ResponseMinMs = answers.FastestSuccessMs,
            Failures = all.Failures,
            FailureKind = most?.Kind,
            FailuresOfKind = (long)(most?.Read(all) ?? 0),
            ResourceFailures = all.FailuresClientResources,
            ResourceRetries = record.Metrics.Retried(ErrorKind.ClientResources),
            ResourceFailure = record.Errors.First(ErrorKind.ClientResources),
            FailureP50Ms = answers.FailureP50Ms,
            RetryAfterSeconds = record.LongestWaitSeconds,
            FailuresSinceSeconds = refused.From,
            FailuresUntilSeconds = refused.To,
            FailureStretches = refused.Count,
            ScheduleLagP99Ms = P99Ms(record.Arrivals?.Lag),
            ThreadPoolLagP99Ms = P99Ms(record.PoolLag),
            PeakResultsBacklog = record.PeakBacklog,
            ClientsPlanned = run.Plan is { LoadModel: "Closed", Stages.Count: 0, BatchCount: null } && run.LoadChanges.Count == 0
                ? run.Plan.OwnClients()
                : null,
            ClientsBegun = run.ClientsBegun,
            RampSeconds = (run.Plan.ClientCount - 1) / Math.Max(run.Plan.SpawnRate, 0.001),
            RampIsMeasured = run.RampIsMeasured,
            ArrivalsScheduled = record.Arrivals?.Scheduled,
            ArrivalsSent = record.Arrivals?.Sent ?? 0,
            ArrivalsDropped = record.Arrivals?.Dropped ?? 0,
            ArrivalsLate = record.Arrivals?.Late ?? 0,
            Throughput = run.Plan.Stages.Count > 0 || run.LoadChanges.Count > 0 ? [] : Throughput(record, window),
        };
        var report = VerdictJudge.Judge(health, run.Thresholds);
        return report with { Notes = [.. report.Notes, .. Notes(run)] };
    }

    private static IEnumerable<string> Notes(LiveRun run)
    {
        if (run.Plan is { LoadModel: "Closed", Stages.Count: 0, BatchCount: not null } plan
            && plan.OwnClients() is var planned && run.ClientsBegun < planned)
        {
            yield return $"{run.ClientsBegun} of {planned} clients began before all batches had been sent.";
        }

        if (run.LoadChanges.Count > 0)
        {
            yield return Changed(run.LoadChanges.Count);
        }

        if (ClockStep.Describe(run.ClockSteps) is { } stepped)
        {
            yield return stepped;
        }
    }

    private static string Changed(int times) =>
        $"The load was changed on the dashboard {(times == 1 ? "once" : $"{times.ToString(CultureInfo.InvariantCulture)} times")} during "
            + "the run: figures of the whole run mix several loads.";

    private static double? P99Ms(LatencyHistogram? micros) =>
        micros is null || micros.TotalCount == 0 ? null : micros.ValueAtPercentile(99) / 1000.0;

    /// <summary>True where more than half failed of the batches that did not fail for want of resources of the client.</summary>
    internal static bool MostWereRefused(IntervalPoint point) =>
        2 * (point.Failures - point.FailuresClientResources) > point.Batches - point.FailuresClientResources;

    /// <summary>
    /// Returns the last stretch of intervals that are as wanted, in seconds of the run, and how many there are; without an end where it
    /// lasts to the last interval. Intervals without a batch, and the sliver at a run's end, tell nothing, and a stretch of fewer failures
    /// than <see cref="LeastRefusals"/> is none: at a batch a second each single failure would be one.
    /// </summary>
    internal static (double? From, double? To, int Count) Stretches(IEnumerable<IntervalPoint> points, Func<IntervalPoint, bool> wanted)
    {
        List<(double From, double? To, long Failures)> stretches = [];
        var within = false;
        foreach (var point in points.Where(static p => p.Batches > 0 && (p.WidthSeconds > 0.5 || p.StartSeconds <= 0)))
        {
            var now = wanted(point);
            if (now && !within)
            {
                stretches.Add((point.StartSeconds, null, 0));
            }

            if (now || within)
            {
                var last = stretches[^1];
                stretches[^1] = now ? last with { Failures = last.Failures + point.Failures } : last with { To = point.StartSeconds };
            }

            within = now;
        }

        var told = stretches.FindAll(static s => s.Failures >= LeastRefusals);
        return told is [.., var latest] ? (latest.From, latest.To, told.Count) : (null, null, 0);
    }

    /// <summary>
    /// Successful batches per second of each interval that lies wholly in the measured window; a load profile has no steady state to look
    /// for.
    /// </summary>
    private static double[] Throughput(RunRecord record, (double From, double To)? window) => window is not var (from, to)
        ? []
        :
        [
            .. record.Intervals.Points
                .Where(p => p.WidthSeconds > 0.5 && p.StartSeconds >= from && p.StartSeconds + p.WidthSeconds <= to + 0.1)
                .Select(static p => (p.Batches - p.Failures) / p.WidthSeconds),
        ];
}
