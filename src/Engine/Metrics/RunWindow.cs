namespace EdFi.BatchPerf.Metrics;

/// <summary>The measured window of one run as its results tell it: from the first batch scheduled to the last one completed inside.</summary>
internal sealed class RunWindow(string runId)
{
    private long _start = long.MaxValue;
    private long _end;

    public string RunId => runId;

    /// <summary>UTC ticks; null when no batch was measured.</summary>
    public (long Start, long End)? Ticks
    {
        get
        {
            var (start, end) = (Volatile.Read(ref _start), Volatile.Read(ref _end));
            return end == 0 || start == long.MaxValue ? null : (start, end);
        }
    }

    public void Note(BatchResult result)
    {
        if (result.Phase is not (RunPhase.Measured or RunPhase.Drain))
        {
            return;
        }

        Extremes.Lower(ref _start, result.ScheduledAt.UtcTicks);
        if (result.Phase == RunPhase.Measured)
        {
            Extremes.Raise(ref _end, CompletionTicks(result));
        }
    }

    /// <summary>When a batch ended, in UTC ticks.</summary>
    public static long CompletionTicks(BatchResult result) => result.StartedAt.UtcTicks + (long)(result.ServiceTimeMs * TimeSpan.TicksPerMillisecond);

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
