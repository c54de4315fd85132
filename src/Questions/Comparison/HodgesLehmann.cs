using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// Shift between two samples: the median of all differences between a value of each, with the interval that belongs to Mann and Whitney's
/// test. Source: Hodges and Lehmann, Estimates of location based on rank tests, Annals of Mathematical Statistics 34 (1963); Hollander and
/// Wolfe, Nonparametric statistical methods, 4.2 and 4.3.
/// </summary>
internal sealed class HodgesLehmann
{
    private readonly double[] _differences;
    private readonly int _first;
    private readonly int _second;

    public HodgesLehmann(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        (_first, _second) = (first.Count, second.Count);
        _differences = [.. second.SelectMany(b => first.Select(a => b - a)).Order()];
    }

    /// <summary>The second less the first.</summary>
    public double Estimate => _differences.Median();

    /// <summary>
    /// The interval that holds the true difference with at least the given probability; null where so few values cannot prove so much.
    /// </summary>
    public (double Lower, double Upper)? Interval(double confidence)
    {
        var tail = (1 - confidence) / 2;
        var rank = MannWhitney.IsExact(_first, _second) ? ExactRank(tail) : NormalRank(tail);
        return rank < 1 ? null : (_differences[rank - 1], _differences[^rank]);
    }

    /// <summary>
    /// The greatest k with P(U ≤ k − 1) within the tail: so many of the outermost differences are left out on either side.
    /// </summary>
    private int ExactRank(double tail) => MannWhitney.Cumulative(_first, _second).TakeWhile(p => p <= tail).Count();

    private int NormalRank(double tail)
    {
        var (product, all) = ((double)_first * _second, _first + _second);
        return (int)Math.Floor((product / 2) + (Normal.InvCDF(0, 1, tail) * Math.Sqrt(product * (all + 1) / 12)));
    }
}
