using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The measured window of one run as its results tell it: from the first batch scheduled to the last one completed inside. Counted
/// from the start of the run, because times of day come back from CSV and remoting in whole seconds.
/// </summary>
internal sealed class RunWindow(string runId)
{
    private long _start = long.MaxValue;
    private long _end;
    private long _runStart = long.MaxValue;

    public string RunId => runId;

    /// <summary>UTC ticks; null when no batch was measured.</summary>
    public (long Start, long End)? Ticks
    {
        get
        {
            var (start, end) = (Volatile.Read(ref _start), Volatile.Read(ref _end));
            var runStart = Volatile.Read(ref _runStart);
            return end == 0 || start == long.MaxValue ? null : (runStart + start, runStart + end);
        }
    }

    public void Note(BatchResult result)
    {
        if (result.Phase is not (RunPhase.Measured or RunPhase.Drain))
        {
            return;
        }

        var after = (long)(result.ScheduledAfterMs * TimeSpan.TicksPerMillisecond);
        Extremes.Lower(ref _runStart, result.ScheduledAt.UtcTicks - after);
        Extremes.Lower(ref _start, after);
        if (result.Phase == RunPhase.Measured)
        {
            Extremes.Raise(ref _end, after + (long)(result.ResponseTimeMs * TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>When a batch ended, in UTC ticks.</summary>
    public static long CompletionTicks(BatchResult result) =>
        result.StartedAt.UtcTicks + (long)(result.ServiceTimeMs * TimeSpan.TicksPerMillisecond);

    /// <summary>What several runs cover together: time in which two overlap counts once, time between two not at all.</summary>
    public static MeasuredWindow? Union(IEnumerable<RunWindow> runs)
    {
        var spans = runs.Select(static r => r.Ticks).OfType<(long Start, long End)>().OrderBy(static s => s.Start).ToList();
        if (spans.Count == 0)
        {
            return null;
        }

        long covered = 0;
        var reached = long.MinValue;
        foreach (var (start, end) in spans)
        {
            covered += Math.Max(0, end - Math.Max(start, reached));
            reached = Math.Max(reached, end);
        }

        return new MeasuredWindow(new DateTimeOffset(spans[0].Start, TimeSpan.Zero), TimeSpan.FromTicks(covered));
    }
}
