namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Metrics over time: the results of each interval, by request name and in all. Results are counted while they come; the memory that takes
/// is bounded by <see cref="MaxIntervals"/> for each run and request name, whatever the number of results.
/// </summary>
internal sealed class MetricsTimeline
{
    /// <summary>The most intervals of a run that are kept from results: a longer run's are merged in pairs and twice as wide.</summary>
    public const int MaxIntervals = 10_000;

    private readonly TimeSpan _width;
    private readonly int _capacity;
    private readonly Dictionary<string, List<(RunPart Part, RunTimeline Timeline)>> _runs = new(StringComparer.Ordinal);

    /// <summary>Makes an empty one.</summary>
    /// <param name="width">Length of an interval; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is zero or less.</exception>
    public MetricsTimeline(TimeSpan width)
        : this(width, MaxIntervals)
    {
    }

    /// <param name="width">Length of an interval; more than zero.</param>
    /// <param name="capacity">The most intervals of a run.</param>
    internal MetricsTimeline(TimeSpan width, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(width, TimeSpan.Zero);
        (_width, _capacity) = (width, capacity);
    }

    /// <summary>Runs whose intervals had to be made wider than was asked for, with the width in seconds.</summary>
    public IReadOnlyDictionary<string, double> Widened =>
        _runs.Select(static r => (r.Key, Width: r.Value.Max(static p => p.Timeline.Width)))
            .Where(r => r.Width > _width.TotalSeconds)
            .ToDictionary(static r => r.Key, static r => r.Width, StringComparer.Ordinal);

    /// <summary>Counts a result in the interval in which its batch ended.</summary>
    public void Record(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!_runs.TryGetValue(result.RunId, out var parts))
        {
            _runs[result.RunId] = parts = [];
        }

        // A run that was resumed counts its time anew in each of its parts.
        var run = parts.Find(p => p.Part.Holds(result)).Timeline;
        if (run is null)
        {
            run = new RunTimeline(result.RunId, _width, _capacity);
            parts.Add((RunPart.Of(result), run));
        }

        run.Record(result);
    }

    /// <summary>Run after run and interval after interval: a row for each request name, sorted, and one named <c>Aggregated</c>.</summary>
    public IEnumerable<BatchIntervalMetrics> Rows() =>
        _runs.Values.SelectMany(static parts => parts).SelectMany(static part => part.Timeline.Rows());

    /// <summary>
    /// The intervals of one run, those in which nothing ended included; clients are not known from results. Empty for a run without
    /// results.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="start">Start of the run: one that was resumed has several parts.</param>
    public IReadOnlyList<IntervalPoint> Points(string runId, DateTimeOffset start) =>
        _runs.GetValueOrDefault(runId)?.Find(p => p.Part.Began(start)).Timeline?.Points() ?? [];

    /// <summary>
    /// Makes the rows of a run in memory out of its own intervals, which are one second wide in its first 20 minutes; they are put
    /// together, so that a row's width is the nearest to what was asked for, and never less than theirs.
    /// </summary>
    /// <param name="run">The run, live or ended.</param>
    /// <param name="width">Length of an interval; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is zero or less.</exception>
    public static IEnumerable<BatchIntervalMetrics> Of(BatchRun run, TimeSpan width) => Of(run, width, begin: 0);

    /// <summary>
    /// Makes the rows of a run in memory, with intervals that begin so many seconds after the start of the run, and before that in the same
    /// steps.
    /// </summary>
    internal static IEnumerable<BatchIntervalMetrics> Of(BatchRun run, TimeSpan width, double begin)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(width, TimeSpan.Zero);
        return Rows(run.RunId, run.StartedAt, run.Intervals, width, begin);
    }

    internal static IEnumerable<BatchIntervalMetrics> Rows(
        string runId,
        DateTimeOffset runStart,
        IReadOnlyList<IntervalPoint> points,
        TimeSpan width,
        double begin = 0)
    {
        var names = points.SelectMany(static p => p.Names.Keys).Distinct().Order().ToList();
        var empty = new IntervalCell().ToPoint();

        // By their middles: a point that began a millisecond early belongs to the next interval all the same.
        foreach (var group in points.GroupBy(p => Math.Floor((p.StartSeconds + (p.WidthSeconds / 2) - begin) / width.TotalSeconds)))
        {
            var point = group.Aggregate(static (sum, next) => sum.Merge(next));
            var frame = new IntervalFrame(runId, runStart, point.StartSeconds, point.WidthSeconds, point.Clients, point.InFlight);
            foreach (var name in names)
            {
                yield return BatchIntervalMetrics.Of(frame, name, point.Names.GetValueOrDefault(name) ?? empty);
            }

            yield return BatchIntervalMetrics.Of(frame, request: null, point);
        }
    }
}
