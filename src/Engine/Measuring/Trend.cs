using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// A trend that a few outliers do not make. Drift: the Theil–Sen slope (the median of the slopes between all pairs of points) times the
/// distance from first to last, relative to the median. Chance: the two-sided p of the Mann–Kendall test (Kendall's S with the
/// correction for ties and for continuity, normal approximation). More than 20 values are averaged to 20 first: the pairs grow with the
/// square, and neighbouring seconds are too much alike to count as so many proofs.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trend(double Drift, double Chance)
{
    private const int FewestPoints = 5;
    private const int MostPoints = 20;

    /// <summary>Null where there are too few points, or a median of 0, to speak of a trend.</summary>
    public static Trend? Of(IReadOnlyList<double> values)
    {
        values = Condensed(values);
        var n = values.Count;
        var median = n < FewestPoints ? 0 : Median(values);
        if (median <= 0)
        {
            return null;
        }

        var slopes = new List<double>(n * (n - 1) / 2);
        var s = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                slopes.Add((values[j] - values[i]) / (j - i));
                s += Math.Sign(values[j] - values[i]);
            }
        }

        var ties = values.GroupBy(static v => v).Sum(static g => Spread(g.Count()));
        var deviation = Math.Sqrt((Spread(n) - ties) / 18);
        var z = deviation == 0 ? 0 : Math.Max(0, Math.Abs(s) - 1) / deviation;
        return new Trend(Median(slopes) * (n - 1) / median, 2 * UpperTail(z));
    }

    private static IReadOnlyList<double> Condensed(IReadOnlyList<double> values)
    {
        if (values.Count <= MostPoints)
        {
            return values;
        }

        var sums = new double[MostPoints];
        for (var i = 0; i < values.Count; i++)
        {
            sums[PartOf(i)] += values[i];
        }

        return [.. sums.Select((sum, part) => sum / Enumerable.Range(0, values.Count).Count(i => PartOf(i) == part))];

        int PartOf(int i) => (int)((long)i * MostPoints / values.Count);
    }

    private static double Spread(int n) => (double)n * (n - 1) * ((2 * n) + 5);

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>P(Z &gt; z) of the normal distribution for z ≥ 0, within 1e-7. Source: Abramowitz and Stegun, 26.2.17.</summary>
    private static double UpperTail(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
    }
}
