using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf.Execution;

/// <summary>Puts together what the verdict looks at: the process's state, the lateness of arrivals, the trend of throughput.</summary>
internal static class HealthView
{
    public static VerdictReport Judge(BatchRun run, RunRecord record)
    {
        var window = record.Window(run);
        var all = record.Metrics.Snapshot(window, histograms: false)[^1];
        var health = (record.FinalHealth ?? record.Health.Read()) with
        {
            WindowSeconds = window?.Duration.TotalSeconds ?? 0,
            Batches = all.Requests,
            ResponseP50Ms = all.P50Ms,
            ScheduleLagP99Ms = Lag(record),
            PeakResultsBacklog = record.PeakBacklog,
            ArrivalsScheduled = record.Arrivals?.Scheduled,
            ArrivalsSent = record.Arrivals?.Sent ?? 0,
            ArrivalsDropped = record.Arrivals?.Dropped ?? 0,
            ArrivalsLate = record.Arrivals?.Late ?? 0,
            Throughput = run.Plan.Stages.Count > 0 ? [] : Throughput(run, record, window),
        };
        return VerdictJudge.Judge(health, run.Thresholds);
    }

    /// <summary>Open loop: how late arrivals went out though a client was free. Closed loop: how late the thread pool runs what is due.</summary>
    private static double? Lag(RunRecord record)
    {
        var lag = record.Arrivals?.Lag ?? record.PoolLag;
        return lag.TotalCount == 0 ? null : lag.ValueAtPercentile(99) / 1000.0;
    }

    /// <summary>Batches per second of each interval that lies wholly in the measured window; a load profile has no steady state to look for.</summary>
    private static double[] Throughput(BatchRun run, RunRecord record, MeasuredWindow? window)
    {
        if (window is null)
        {
            return [];
        }

        var from = (window.Start - run.StartedAt).TotalSeconds;
        var to = from + window.Duration.TotalSeconds;
        return [.. record.Intervals.Points.Where(p => p.WidthSeconds > 0.5 && p.StartSeconds >= from && p.StartSeconds + p.WidthSeconds <= to + 0.1).Select(static p => p.Batches / p.WidthSeconds)];
    }
}
