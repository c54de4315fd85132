using MathNet.Numerics.Distributions;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// The rank-sum test of two samples. Source: Mann and Whitney, On a test of whether one of two random variables is stochastically larger
/// than the other, Annals of Mathematical Statistics 18 (1947). Exact for up to 60 values without ties, else the normal approximation with
/// corrections for ties and continuity.
/// </summary>
internal static class MannWhitney
{
    private const int MostExact = 60;

    /// <summary>True where the null distribution is counted out.</summary>
    public static bool IsExact(int first, int second) => first + second <= MostExact;

    /// <summary>Probability, two-sided, of samples at least as far apart when both come from one distribution; 0 to 1.</summary>
    public static double PValue(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (m, n) = (first.Count, second.Count);
        var (u, ties) = Statistic(first, second);
        if (ties == 0 && IsExact(m, n))
        {
            var cumulative = Cumulative(m, n);
            var smaller = (int)Math.Min(u, (m * n) - u);
            return Math.Min(1, 2 * cumulative[smaller]);
        }

        var all = m + n;
        var variance = m * n / 12.0 * (all + 1 - (ties / ((double)all * (all - 1))));
        var distance = Math.Max(0, Math.Abs(u - (m * n / 2.0)) - 0.5);
        return variance <= 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(variance)));
    }

    /// <summary>Probabilities of U ≤ 0, 1, 2 … between equal sides without ties, by the number of ways in which ranks can fall.</summary>
    public static double[] Cumulative(int m, int n)
    {
        // ways[k][s]: subsets of k of the ranks so far that add up to s, where the least sum of k ranks counts as 0.
        var ways = new double[m + 1][];
        for (var k = 0; k <= m; k++)
        {
            ways[k] = new double[(m * n) + 1];
        }

        ways[0][0] = 1;
        for (var rank = 1; rank <= m + n; rank++)
        {
            for (var k = Math.Min(m, rank); k >= 1; k--)
            {
                var shift = rank - k;
                for (var s = m * n; s >= shift; s--)
                {
                    ways[k][s] += ways[k - 1][s - shift];
                }
            }
        }

        var total = ways[m].Sum();
        var sum = 0.0;
        return Array.ConvertAll(ways[m], count => (sum += count) / total);
    }

    /// <summary>U of the second sample, ties as halves, and the sum of t³ − t over all groups of t equal values.</summary>
    private static (double U, double Ties) Statistic(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var u = second.Sum(b => first.Sum(a => b > a ? 1 : b.Equals(a) ? 0.5 : 0));
        var ties = first.Concat(second).GroupBy(static v => v).Sum(static g => (double)g.Count() * (((double)g.Count() * g.Count()) - 1));
        return (u, ties);
    }
}
