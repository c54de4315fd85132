namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The results of one run by interval and request name. Bounded: at most so many intervals, past which neighbours are merged and every
/// interval is twice as wide; and so many open histograms, past which the one opened first is condensed. Intervals begin so many seconds
/// after the start of the run; batches that ended before are left out.
/// </summary>
internal sealed class RunTimeline(string runId, TimeSpan width, int capacity, double begin = 0)
{
    private const int MostOpen = 32;
    private readonly Queue<IntervalCell> _open = new();
    private readonly SortedSet<RequestName> _names = [];
    private List<Dictionary<RequestName, IntervalCell>?> _intervals = [];
    private double _width = width.TotalSeconds;
    private double _end;
    private long _start = long.MaxValue;

    /// <summary>Length of an interval in seconds.</summary>
    public double Width => _width;

    public void Record(BatchResult result)
    {
        _start = Math.Min(_start, result.ScheduledAt.UtcTicks - (long)(result.ScheduledAfterMs * TimeSpan.TicksPerMillisecond));
        var ended = Math.Max(0, (result.ScheduledAfterMs + result.ResponseTimeMs) / 1000) - begin;
        if (ended < 0)
        {
            return;
        }

        _end = Math.Max(_end, ended);
        while (ended / _width >= capacity)
        {
            Widen();
        }

        var cell = CellAt((int)(ended / _width), new RequestName(result.Name, result.Method));
        if (!cell.IsOpen)
        {
            _open.Enqueue(cell);
        }

        cell.Record(result);
        while (_open.Count > MostOpen)
        {
            _open.Dequeue().Condense();
        }
    }

    /// <summary>Interval after interval, those in which nothing ended included.</summary>
    public IReadOnlyList<IntervalPoint> Points() => [.. Enumerable.Range(0, _intervals.Count).Select(Point)];

    /// <summary>A row for each request name and one for all, interval after interval.</summary>
    public IEnumerable<BatchIntervalMetrics> Rows()
    {
        var empty = new IntervalCell().ToPoint();
        for (var i = 0; i < _intervals.Count; i++)
        {
            var point = Point(i);
            var frame = new IntervalFrame(
                runId,
                new DateTimeOffset(_start, TimeSpan.Zero),
                point.StartSeconds,
                point.WidthSeconds,
                Clients: null,
                InFlight: null);
            foreach (var name in _names)
            {
                yield return BatchIntervalMetrics.Of(frame, name, point.Names.GetValueOrDefault(name) ?? empty);
            }

            yield return BatchIntervalMetrics.Of(frame, request: null, point);
        }
    }

    private IntervalPoint Point(int index)
    {
        var all = new IntervalCell();
        var names = new Dictionary<RequestName, IntervalPoint>();
        foreach (var (name, cell) in _intervals[index] ?? [])
        {
            all.Add(cell);
            names[name] = cell.ToPoint();
        }

        var start = index * _width;
        var last = index == _intervals.Count - 1 && _end > start;
        return all.ToPoint() with { StartSeconds = begin + start, WidthSeconds = last ? _end - start : _width, Names = names };
    }

    private IntervalCell CellAt(int index, RequestName name)
    {
        while (_intervals.Count <= index)
        {
            _intervals.Add(null);
        }

        _names.Add(name);
        var cells = _intervals[index] ??= new Dictionary<RequestName, IntervalCell>();
        if (!cells.TryGetValue(name, out var cell))
        {
            cells[name] = cell = new IntervalCell();
        }

        return cell;
    }

    private void Widen()
    {
        // Merged cells are condensed; a queue of them would condense what is open again.
        _open.Clear();
        var merged = new List<Dictionary<RequestName, IntervalCell>?>((_intervals.Count + 1) / 2);
        for (var i = 0; i < _intervals.Count; i += 2)
        {
            var cells = _intervals[i];
            foreach (var (name, cell) in (i + 1 < _intervals.Count ? _intervals[i + 1] : null) ?? [])
            {
                cells ??= new Dictionary<RequestName, IntervalCell>();
                if (!cells.TryAdd(name, cell))
                {
                    cells[name].Add(cell);
                }
            }

            foreach (var cell in cells?.Values ?? Enumerable.Empty<IntervalCell>())
            {
                cell.Condense();
            }

            merged.Add(cells);
        }

        (_intervals, _width) = (merged, _width * 2);
    }
}
