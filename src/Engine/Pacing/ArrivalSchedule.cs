namespace EdFi.BatchPerf.Pacing;

/// <summary>
/// Schedule of an open-loop run's arrivals. An arrival is due where the area under the rate curve has grown by 1 (constant) or by an
/// exponential draw of mean 1 (Poisson: time-rescaling theorem for inhomogeneous processes). Of a plan that several machines carry out,
/// each walks the whole schedule, which one seed makes the same everywhere, and returns its own arrivals: together they are the whole. Not
/// thread-safe.
/// </summary>
internal sealed class ArrivalSchedule
{
    private readonly ArrivalDistribution _distribution;
    private readonly Segment _segment;
    private readonly Random _random;
    private readonly Queue<double> _ahead = new(); // growth from each arrival to the next, up to the next of the share
    private LoadCurve _rate;
    private double _from;
    private bool _known;
    private double? _next;

    /// <param name="rate">Arrivals per second of the whole plan.</param>
    /// <param name="distribution">Distribution of arrivals over time.</param>
    /// <param name="seed">Fixes Poisson arrivals.</param>
    /// <param name="segment">Share of the plan whose arrivals are returned; null for all.</param>
    public ArrivalSchedule(LoadCurve rate, ArrivalDistribution distribution, int seed, Segment? segment = null)
    {
        _rate = rate;
        _distribution = distribution;
        _segment = segment ?? Segment.Whole;
        _random = new Random(seed);
        // an even schedule begins with its first arrival, not with a gap
        _ahead.Enqueue(distribution == ArrivalDistribution.Constant && rate.At(0) > 0 ? 0 : Draw());
        LookAhead();
    }

    /// <summary>The number of the next arrival in the whole schedule, from 0.</summary>
    public long Number { get; private set; }

    /// <summary>Seconds from the start at which the next batch is due; null when there is none. The same one until it is taken.</summary>
    public double? Next()
    {
        if (!_known)
        {
            _next = Due();
            _known = true;
        }

        return _next;
    }

    /// <summary>Goes on to the arrival after the next one.</summary>
    public void Take()
    {
        if (Next() is { } due)
        {
            _from = due;
            _known = false;
            _ahead.Clear();
            Number++;
            _ahead.Enqueue(Draw());
            LookAhead();
        }
    }

    /// <summary>
    /// Goes on at another rate from a moment, in seconds. Arrivals that were due before it stay due, and the growth towards the next
    /// arrival counts.
    /// </summary>
    /// <param name="from">The moment.</param>
    /// <param name="perSecond">Arrivals per second of the whole plan.</param>
    public void ChangeRate(double from, double perSecond)
    {
        while (_ahead.Count > 1 && After(_from, _ahead.Peek()) is { } passed && passed <= from)
        {
            _from = passed; // another machine's
            _ahead.Dequeue();
        }

        _rate = _rate.Changed(from, perSecond, since: _from);
        _known = false;
    }

    private void LookAhead()
    {
        for (; !_segment.Has(Number); Number++)
        {
            _ahead.Enqueue(Draw());
        }
    }

    private double? Due()
    {
        double? at = _from;
        foreach (var growth in _ahead)
        {
            at = at is { } from ? After(from, growth) : null;
        }

        return at;
    }

    private double? After(double from, double growth) => growth <= 0 ? from : _rate.WhenGrownBy(from, growth);

    private double Draw() => _distribution == ArrivalDistribution.Poisson ? -Math.Log(1 - _random.NextDouble()) : 1;
}
