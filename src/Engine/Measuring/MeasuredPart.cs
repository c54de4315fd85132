namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// One part of a run whose windows are wanted: its measured part as the run states it, else as its results do. A run that was resumed or
/// repeated under the same id has several, each of which counts its time anew.
/// </summary>
/// <param name="part">Part of the run, which decides which results belong to it.</param>
internal sealed class MeasuredPart(RunPart part)
{
    private RunTimeline? _timeline;
    private MeasuredSpan? _told;
    private MeasuredSpan? _seen;
    private BatchRun? _live;

    /// <summary>Length of an interval in seconds; null without results.</summary>
    public double? Width => _timeline?.Width;

    private MeasuredSpan? Told => _live is { } run ? new MeasuredSpan(run.StartedAt, run.MeasuredFrom, run.MeasuredTo) : _told;

    /// <summary>True for a result of this part.</summary>
    public bool Holds(BatchResult result) => part.Holds(result);

    /// <summary>True for the part that began at this moment.</summary>
    public bool Began(DateTimeOffset start) => part.Began(start);

    /// <summary>Notes the measured part as the run states it.</summary>
    public void Note(MeasuredSpan told) => _told = told;

    /// <summary>Counts a result.</summary>
    /// <param name="result">A result of this part.</param>
    /// <param name="width">Length of a window.</param>
    public void Record(BatchResult result, TimeSpan width)
    {
        if (result.GetRun() is { } run)
        {
            _live ??= run;
        }
        else if (result.Facts is { } facts)
        {
            _told = new MeasuredSpan(result.ScheduledAt.AddMilliseconds(-result.ScheduledAfterMs), facts.From, facts.To);
        }
        else if (result.Phase == RunPhase.Measured)
        {
            var (from, to) = (result.ScheduledAfterMs / 1000, (result.ScheduledAfterMs + result.ResponseTimeMs) / 1000);
            _seen = _seen is var (first, last) ? new MeasuredSpan(Math.Min(first, from), Math.Max(last, to)) : new MeasuredSpan(from, to);
        }

        _timeline ??= new RunTimeline(result.RunId, width, MetricsTimeline.MaxIntervals, Told?.FirstWindow ?? 0);
        _timeline.Record(result);
    }

    /// <summary>The windows that lie wholly in the measured part, by request name.</summary>
    public IEnumerable<BatchIntervalMetrics> Windows(TimeSpan width) =>
        _timeline is { } timeline && (Told ?? _seen) is { } span ? timeline.Rows().Where(row => span.Holds(row, width)) : [];
}
