namespace EdFi.BatchPerf.Pacing;

/// <summary>
/// When the next batch of an open-loop run is due. An arrival is due where the area under the rate curve has grown by 1
/// (constant) or by an exponential draw of mean 1 (Poisson: time-rescaling theorem for inhomogeneous processes). Not thread-safe.
/// </summary>
internal sealed class ArrivalSchedule(LoadCurve rate, ArrivalDistribution distribution, int seed)
{
    private readonly Random _random = new(seed);
    private LoadCurve _rate = rate;
    private double _at;
    private bool _first = true;

    /// <summary>Seconds from the start at which the next batch is due; null when there is none.</summary>
    public double? Next()
    {
        double amount;
        if (distribution == ArrivalDistribution.Poisson)
        {
            amount = -Math.Log(1 - _random.NextDouble());
        }
        else if (_first && _rate.At(0) > 0)
        {
            amount = 0; // an even schedule begins with its first arrival, not with a gap
        }
        else
        {
            amount = 1;
        }

        _first = false;
        if (amount == 0)
        {
            return _at;
        }

        if (_rate.WhenGrownBy(_at, amount) is not { } next)
        {
            return null;
        }

        return _at = next;
    }

    /// <summary>Goes on at another rate from a moment, in seconds, that must not lie before the last arrival.</summary>
    public void ChangeRate(double from, double perSecond)
    {
        _rate = LoadCurve.Constant(perSecond, from);
        _at = Math.Max(_at, from);
    }
}
