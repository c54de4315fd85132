namespace EdFi.BatchPerf.Servers;

/// <summary>
/// Turns one source's readings into a series and into costs. Costs count from the first reading inside of the measured window, together
/// with the operations committed by then, so that both sides of the quotient cover the same time. For one thread at a time.
/// </summary>
internal sealed class ServerTally(string source, double measuredFrom)
{
    /// <summary>
    /// Smallest width of an interval for readings after the load, in seconds: their growth belongs to the load's last second, however short
    /// the rest of it was.
    /// </summary>
    private const double LeastWidth = 0.001;

    private readonly ServerSeries _series = new();
    private readonly Dictionary<string, double> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Figure> _figures = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private ServerMoment? _first;
    private ServerMoment _reached;

    /// <summary>True when a counter decreased: its source restarted, so costs are incomplete.</summary>
    public bool Restarted { get; private set; }

    public IEnumerable<ServerSample> Samples =>
        _series.Points.SelectMany(point => _order.Where(point.Values.ContainsKey).Select(name => new ServerSample
    {
        StartSeconds = point.Start,
        WidthSeconds = point.Width,
        Source = source,
        Name = name,
        Value = point.Values[name],
    }));

    /// <summary>One row for each figure; empty before there were two readings.</summary>
    public IEnumerable<ServerCost> Costs =>
        _first is { } first && _reached.Seconds > first.Seconds ? _order.Select(name => Cost(name, first)) : [];

    /// <summary>Takes a reading.</summary>
    /// <param name="moment">Progress of the run at the reading.</param>
    /// <param name="readings">All figures.</param>
    /// <param name="underLoad">False for the last reading, after figures that lag have arrived: it completes the counts, and says nothing
    /// about time or levels.</param>
    public void Take(ServerMoment moment, IReadOnlyList<ServerReading> readings, bool underLoad = true)
    {
        var width = Math.Max(moment.Seconds - _reached.Seconds, underLoad ? 0 : LeastWidth);
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var reading in readings.Where(static r => double.IsFinite(r.Value)))
        {
            if (!reading.Accumulates)
            {
                var figure = FigureOf(reading);
                if (underLoad)
                {
                    figure.Add(reading.Value);
                    values[reading.Name] = reading.Value;
                }
            }
            else if (Growth(reading) is { } growth)
            {
                FigureOf(reading).Total += growth;
                values[reading.Name] = width > 0 ? growth / width : 0;
            }
        }

        if (_first is not null && width > 0)
        {
            _series.Add(new ServerPoint(_reached.Seconds, width, values), extend: !underLoad);
        }

        Mark(moment, underLoad);
    }

    private void Mark(ServerMoment moment, bool underLoad)
    {
        // The very first reading counts from the start when the measured window never gets one of its own.
        if (_first is null || (_first.Value.Seconds < measuredFrom && moment.Seconds >= measuredFrom && underLoad))
        {
            _first = moment;
            foreach (var figure in _figures.Values)
            {
                figure.Restart();
            }
        }

        _reached = underLoad ? moment : moment with { Seconds = Math.Max(_reached.Seconds, moment.Seconds) };
    }

    private double? Growth(ServerReading reading)
    {
        var known = _last.TryGetValue(reading.Name, out var last);
        _last[reading.Name] = reading.Value;
        _ = FigureOf(reading);
        Restarted |= known && reading.Value < last;
        return known ? Math.Max(0, reading.Value - last) : null;
    }

    private Figure FigureOf(ServerReading reading)
    {
        if (!_figures.TryGetValue(reading.Name, out var figure))
        {
            _figures[reading.Name] = figure = new Figure(reading.Accumulates);
            _order.Add(reading.Name);
        }

        return figure;
    }

    private ServerCost Cost(string name, ServerMoment first)
    {
        var figure = _figures[name];
        var (seconds, operations, batches) = (
            _reached.Seconds - first.Seconds,
            _reached.Operations - first.Operations,
            _reached.Batches - first.Batches);
        var cost = new ServerCost { Source = source, Name = name, Seconds = seconds, Operations = operations, Batches = batches };
        return figure.Accumulates
            ? cost with
            {
                Total = figure.Total,
                PerSecond = figure.Total / seconds,
                PerOperation = operations > 0 ? figure.Total / operations : null,
                PerBatch = batches > 0 ? figure.Total / batches : null,
            }
            : cost with { Mean = figure.Mean, Max = figure.Max };
    }

    private sealed class Figure(bool accumulates)
    {
        private double _sum;
        private long _count;

        public bool Accumulates => accumulates;

        public double Total { get; set; }

        public double? Mean => _count == 0 ? null : _sum / _count;

        public double? Max { get; private set; }

        public void Add(double level)
        {
            _sum += level;
            _count++;
            Max = Max is { } max && max > level ? max : level;
        }

        public void Restart() => (Total, _sum, _count, Max) = (0, 0, 0, null);
    }
}
