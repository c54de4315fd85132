using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Servers;

/// <summary>
/// One source's figures over time, in as many points at most as a run's own series has; neighbours are merged when they are full.
/// </summary>
internal sealed class ServerSeries(int capacity = IntervalSeries.MaxPoints)
{
    private readonly List<ServerPoint> _points = [];
    private int _samplesPerPoint = 1;
    private int _samplesInLast;

    public IReadOnlyList<ServerPoint> Points => _points;

    /// <summary>Takes the next interval.</summary>
    /// <param name="sample">It begins where the last one ended.</param>
    /// <param name="extend">True to make it a part of the last one whatever its length.</param>
    public void Add(ServerPoint sample, bool extend = false)
    {
        if (_samplesInLast > 0 && (extend || _samplesInLast < _samplesPerPoint))
        {
            _points[^1] = _points[^1].Merge(sample);
            _samplesInLast++;
            return;
        }

        if (_points.Count == capacity)
        {
            Halve();
        }

        _points.Add(sample);
        _samplesInLast = 1;
    }

    private void Halve()
    {
        for (var i = 0; i < _points.Count / 2; i++)
        {
            _points[i] = _points[2 * i].Merge(_points[(2 * i) + 1]);
        }

        _points.RemoveRange(_points.Count / 2, _points.Count - (_points.Count / 2));
        _samplesPerPoint *= 2;
    }
}
