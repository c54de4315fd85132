using System.Globalization;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The windows of the measured parts of runs, made of results: of the parts as the runs themselves state them, else as their results do.
/// </summary>
internal sealed class MeasuredTimeline
{
    private readonly TimeSpan _width;
    private readonly Dictionary<string, List<MeasuredPart>> _runs = new(StringComparer.Ordinal);

    /// <summary>Makes an empty one.</summary>
    /// <param name="width">Length of a window; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is zero or less.</exception>
    public MeasuredTimeline(TimeSpan width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(width, TimeSpan.Zero);
        _width = width;
    }

    /// <summary>Notes the start and the measured window of a run, or of one part of it, as far as they are known.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="start">Start of the run, or of the part.</param>
    /// <param name="from">Begin of its measured window; null for its start.</param>
    /// <param name="to">End of its measured window; null while it is not known.</param>
    public void Note(string runId, DateTimeOffset start, DateTimeOffset? from, DateTimeOffset? to)
    {
        var parts = PartsOf(runId);
        var part = parts.Find(p => p.Began(start));
        if (part is null)
        {
            parts.Add(part = new MeasuredPart(new RunPart(start.UtcTicks)));
        }

        part.Note(new MeasuredSpan(start, from, to));
    }

    /// <summary>Counts a result.</summary>
    public void Record(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var parts = PartsOf(result.RunId);
        var part = parts.Find(p => p.Holds(result));
        if (part is null)
        {
            parts.Add(part = new MeasuredPart(RunPart.Of(result)));
        }

        part.Record(result, _width);
    }

    /// <summary>The windows that lie wholly in the measured part, by run, part and request name.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdWindowNotPossible</c>: a run has more windows than are kept.</exception>
    public IEnumerable<BatchIntervalMetrics> Windows()
    {
        foreach (var (runId, parts) in _runs)
        {
            if (parts.Max(static p => p.Width) is { } width && width > _width.TotalSeconds)
            {
                throw TooLong(runId, width);
            }
        }

        return _runs.Values.SelectMany(static parts => parts).SelectMany(part => part.Windows(_width));
    }

    private List<MeasuredPart> PartsOf(string runId)
    {
        if (!_runs.TryGetValue(runId, out var parts))
        {
            _runs[runId] = parts = [];
        }

        return parts;
    }

    private BatchPerfException TooLong(string runId, double seconds) => new(
        "ThresholdWindowNotPossible",
        ProblemKind.InvalidInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Run {runId} is too long for windows of {DurationText.Format(_width)}: at most {MetricsTimeline.MaxIntervals} of a "
                + $"run are kept."),
        string.Create(CultureInfo.InvariantCulture, $"Give windows of {seconds:0.###} s or longer."));
}
