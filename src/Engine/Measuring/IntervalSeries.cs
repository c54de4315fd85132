using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// A run over time in at most 1,200 points: when they are full, neighbours are merged and every further point covers twice the time.
/// Sampled by one thread; <see cref="Points"/> may be read by any.
/// </summary>
internal sealed class IntervalSeries
{
    /// <summary>The most points kept.</summary>
    public const int MaxPoints = 1200;

    private readonly int _capacity;
    private List<IntervalPoint> _points = [];
    private List<IntervalPoint> _halved = [];
    private Dictionary<RequestName, NameSnapshot> _previous = [];
    private IReadOnlyList<IntervalPoint> _published = [];
    private double _reached;
    private int _samplesPerPoint = 1;
    private int _samplesInLast;

    /// <summary>Makes a series of at most <see cref="MaxPoints"/> points.</summary>
    public IntervalSeries()
        : this(MaxPoints)
    {
    }

    internal IntervalSeries(int capacity) => _capacity = capacity;

    /// <summary>The points so far, in order, without gaps or overlaps; never changes once returned.</summary>
    public IReadOnlyList<IntervalPoint> Points => Volatile.Read(ref _published);

    /// <summary>Samples that a full point covers: seconds, where one is taken each second.</summary>
    public int SamplesPerPoint => Volatile.Read(ref _samplesPerPoint);

    /// <summary>Takes the batches completed since the last call. Once a second is meant; the widths are those that really were.</summary>
    /// <param name="elapsed">Time since the start of the run.</param>
    /// <param name="names">Cumulative figures of every request name: <see cref="MetricsAccumulator.NameSnapshots"/>.</param>
    /// <param name="clients">Clients that are running.</param>
    /// <param name="inFlight">Batches that are under way.</param>
    /// <returns>The batches completed since the last call, as a point of its own.</returns>
    public IntervalPoint Sample(TimeSpan elapsed, IReadOnlyList<NameSnapshot> names, int clients, int inFlight)
    {
        ArgumentNullException.ThrowIfNull(names);
        var sample = Difference(names) with
        {
            StartSeconds = _reached,
            WidthSeconds = Math.Max(0, elapsed.TotalSeconds - _reached),
            Clients = clients,
            InFlight = inFlight,
        };
        _reached = Math.Max(_reached, elapsed.TotalSeconds);
        _previous = names.ToDictionary(static n => n.Request);
        Append(sample);
        Volatile.Write(ref _published, [.. _points]);
        return sample;
    }

    private IntervalPoint Difference(IReadOnlyList<NameSnapshot> names)
    {
        var changes = names.Select(n => n.Subtract(_previous.GetValueOrDefault(n.Request))).ToList();
        var times = new LatencyHistogram();
        changes.ForEach(c => times.Add(c.ResponseTimes));
        var failureTimes = new LatencyHistogram();
        changes.FindAll(static c => c.Failures > 0).ForEach(c => failureTimes.Add(c.FailureTimes));
        return IntervalPoint.Of(
            kind => changes.Sum(c => c.FailuresOf(kind)),
            new PackedHistogram(times),
            Packed(changes, failureTimes)) with
        {
            Batches = changes.Sum(static c => c.Requests - c.Censored),
            Failures = changes.Sum(static c => c.Failures),
            OperationsCommitted = changes.Sum(static c => c.OperationsCommitted),
            Names = changes.ToDictionary(static c => c.Request, static c => PointOf(c)),
        };
    }

    private static PackedHistogram? Packed(IEnumerable<NameSnapshot> changes, LatencyHistogram failureTimes) =>
        changes.Any(static c => c.Failures > 0) ? new PackedHistogram(failureTimes) : null;

    private static IntervalPoint PointOf(NameSnapshot change) => IntervalPoint.Of(
        change.FailuresOf,
        new PackedHistogram(change.ResponseTimes),
        Packed([change], change.FailureTimes)) with
    {
        Batches = change.Requests - change.Censored,
        Failures = change.Failures,
        OperationsCommitted = change.OperationsCommitted,
    };

    private void Append(IntervalPoint sample)
    {
        if (_samplesInLast > 0 && _samplesInLast < _samplesPerPoint)
        {
            _points[^1] = _points[^1].Merge(sample);
            _samplesInLast++;
        }
        else
        {
            if (_points.Count == _capacity)
            {
                Halve();
            }

            _points.Add(sample);
            _samplesInLast = 1;
        }

        var closed = _samplesInLast == _samplesPerPoint ? _points.Count : _points.Count - 1;
        if (_halved.Count < closed / 2)
        {
            MergeNextPair();
        }
    }

    /// <summary>One pair with each sample, long before it is needed: 600 at once would take 0.1 s of CPU from the run.</summary>
    private void MergeNextPair() => _halved.Add(_points[2 * _halved.Count].Merge(_points[(2 * _halved.Count) + 1]));

    private void Halve()
    {
        while (_halved.Count < _points.Count / 2)
        {
            MergeNextPair();
        }

        (_points, _halved) = (_halved, []);
        Volatile.Write(ref _samplesPerPoint, _samplesPerPoint * 2);
    }
}
