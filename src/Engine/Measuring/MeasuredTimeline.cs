using System.Globalization;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The windows of runs' measured parts, made of results: what the runs themselves say of the part, and else what their results do.
/// </summary>
public sealed class MeasuredTimeline
{
    private readonly TimeSpan _width;
    private readonly MetricsTimeline _timeline;
    private readonly Dictionary<string, MeasuredSpan> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MeasuredSpan> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BatchRun> _live = new(StringComparer.Ordinal);

    /// <summary>Makes an empty one.</summary>
    /// <param name="width">Length of a window; more than zero.</param>
    public MeasuredTimeline(TimeSpan width)
    {
        _width = width;
        _timeline = new MetricsTimeline(width, MetricsTimeline.MaxIntervals, result => ToldOf(result.RunId)?.FirstWindow ?? 0);
    }

    /// <summary>Notes what is known of a run.</summary>
    public void Note(string runId, DateTimeOffset start, DateTimeOffset? from, DateTimeOffset? to) =>
        _told[runId] = new MeasuredSpan(start, from, to);

    /// <summary>Counts a result.</summary>
    public void Record(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.GetRun() is { } run)
        {
            _live.TryAdd(result.RunId, run);
        }
        else if (result.Facts is { } facts)
        {
            Note(result.RunId, result.ScheduledAt.AddMilliseconds(-result.ScheduledAfterMs), facts.From, facts.To);
        }
        else if (result.Phase == RunPhase.Measured)
        {
            var (from, to) = (result.ScheduledAfterMs / 1000, (result.ScheduledAfterMs + result.ResponseTimeMs) / 1000);
            var span = _seen.TryGetValue(result.RunId, out var known) ? known : new MeasuredSpan(from, to);
            _seen[result.RunId] = new MeasuredSpan(Math.Min(span.From, from), Math.Max(span.To, to));
        }

        _timeline.Record(result);
    }

    /// <summary>The windows that lie wholly in the measured part, by run and request name.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdWindowNotPossible</c>: a run has more windows than are kept.</exception>
    public IEnumerable<BatchIntervalMetrics> Windows() => _timeline.Widened.FirstOrDefault() is { Key: { } run, Value: var seconds }
        ? throw new BatchPerfException(
            "ThresholdWindowNotPossible",
            ProblemKind.InvalidInput,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Run {run} is too long for windows of {DurationText.Format(_width)}: at most {MetricsTimeline.MaxIntervals} of a "
                    + $"run are kept."),
            string.Create(CultureInfo.InvariantCulture, $"Give windows of {seconds:0.###} s or longer."))
        : _timeline.Rows().Where(row => SpanOf(row.RunId) is { } span && span.Holds(row, _width));

    private MeasuredSpan? SpanOf(string runId) => ToldOf(runId) ?? (_seen.TryGetValue(runId, out var seen) ? seen : null);

    private MeasuredSpan? ToldOf(string runId) =>
        _live.TryGetValue(runId, out var run) ? new MeasuredSpan(run.StartedAt, run.MeasuredFrom, run.MeasuredTo)
        : _told.TryGetValue(runId, out var told) ? told
        : null;
}
