namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The measured window of one run as its results tell it: from the first batch scheduled to the last one completed inside. Counted
/// from the start of the run, because times of day come back from CSV and remoting in whole seconds. A run that was resumed has several
/// parts, each with a start of its own.
/// </summary>
internal sealed class RunWindow(string runId)
{
    private readonly object _gate = new();
    private RunPart[] _parts = [];

    public string RunId => runId;

    /// <summary>UTC ticks of each part that was measured.</summary>
    public IEnumerable<(long Start, long End)> Spans =>
        Volatile.Read(ref _parts).Select(static p => p.Ticks).OfType<(long Start, long End)>();

    public void Note(BatchResult result)
    {
        if (result.Phase is RunPhase.Measured or RunPhase.Drain)
        {
            PartOf(result).Note(result);
        }
    }

    /// <summary>Returns the time at which a batch ended, in UTC ticks.</summary>
    public static long CompletionTicks(BatchResult result) =>
        result.StartedAt.UtcTicks + (long)(result.ServiceTimeMs * TimeSpan.TicksPerMillisecond);

    /// <summary>
    /// Returns the window that several runs cover together: time in which two overlap counts once, time between two not at all.
    /// </summary>
    public static MeasuredWindow? Union(IEnumerable<RunWindow> runs)
    {
        var spans = runs.SelectMany(static r => r.Spans).OrderBy(static s => s.Start).ToList();
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

    private RunPart PartOf(BatchResult result)
    {
        foreach (var part in Volatile.Read(ref _parts))
        {
            if (part.Holds(result))
            {
                return part;
            }
        }

        lock (_gate)
        {
            if (Array.Find(_parts, p => p.Holds(result)) is { } known)
            {
                return known;
            }

            var part = RunPart.Of(result);
            Volatile.Write(ref _parts, [.. _parts, part]);
            return part;
        }
    }
}
