namespace EdFi.BatchPerf.Pacing;

/// <summary>
/// When the next batch of an open-loop run is due. An arrival is due where the area under the rate curve has grown by 1
/// (constant) or by an exponential draw of mean 1 (Poisson: time-rescaling theorem for inhomogeneous processes). Not thread-safe.
/// </summary>
internal sealed class ArrivalSchedule
{
    private readonly ArrivalDistribution _distribution;
    private readonly Random _random;
    private LoadCurve _rate;
    private double _from;
    private double _left;

    public ArrivalSchedule(LoadCurve rate, ArrivalDistribution distribution, int seed)
    {
        _rate = rate;
        _distribution = distribution;
        _random = new Random(seed);
        // an even schedule begins with its first arrival, not with a gap
        _left = distribution == ArrivalDistribution.Constant && rate.At(0) > 0 ? 0 : Draw();
    }

    /// <summary>Seconds from the start at which the next batch is due; null when there is none. The same one until it is taken.</summary>
    public double? Next() => _left <= 0 ? _from : _rate.WhenGrownBy(_from, _left);

    /// <summary>Goes on to the arrival after the next one.</summary>
    public void Take()
    {
        if (Next() is { } due)
        {
            _from = due;
            _left = Draw();
        }
    }

    /// <summary>
    /// Goes on at another rate from a moment, in seconds. What was due before it stays due, and what had come together of an arrival
    /// counts.
    /// </summary>
    public void ChangeRate(double from, double perSecond) => _rate = _rate.Changed(from, perSecond, since: _from);

    private double Draw() => _distribution == ArrivalDistribution.Poisson ? -Math.Log(1 - _random.NextDouble()) : 1;
}
