using MathNet.Numerics;

namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>
/// The line y = fixed + marginal × x through samples, by ordinary least squares, with 95 % intervals for both by Student's t with n − 2
/// degrees of freedom. Source: Draper and Smith, Applied Regression Analysis, chapter 1.
/// </summary>
/// <param name="Fixed">Value of the line at x = 0.</param>
/// <param name="Marginal">Its slope.</param>
/// <param name="FixedReach">Half the width of the interval of <paramref name="Fixed"/>; null with fewer than three samples.</param>
/// <param name="MarginalReach">Half the width of the interval of <paramref name="Marginal"/>; null with fewer than three samples.</param>
/// <param name="RSquared">Share of the variance that the line explains, 0 to 1; null where the samples do not vary.</param>
/// <param name="Residual">Standard deviation around the line; null with fewer than three samples.</param>
/// <param name="LargestDeviation">The largest distance of the mean at one x from the line, relative to the line.</param>
internal sealed record LineFit(
    double Fixed,
    double Marginal,
    double? FixedReach,
    double? MarginalReach,
    double? RSquared,
    double? Residual,
    double LargestDeviation)
{
    /// <summary>Null where there are fewer than two different x: a line cannot be told.</summary>
    public static LineFit? Of(IReadOnlyList<(double X, double Y)> samples)
    {
        if (samples.Select(static s => s.X).Distinct().Count() < 2)
        {
            return null;
        }

        var n = samples.Count;
        var (start, slope) = SimpleRegression([.. samples.Select(static s => s.X)], [.. samples.Select(static s => s.Y)]);
        var meanX = samples.Average(static s => s.X);
        var meanY = samples.Average(static s => s.Y);
        var spreadX = samples.Sum(s => Square(s.X - meanX));
        var spreadY = samples.Sum(s => Square(s.Y - meanY));
        var left = samples.Sum(s => Square(s.Y - start - (slope * s.X)));
        double? residual = n > 2 ? Math.Sqrt(left / (n - 2)) : null;
        var reach = residual * (n > 2 ? MeanInterval.Quantile(n - 2) : null);
        return new LineFit(
            start,
            slope,
            reach * Math.Sqrt((1.0 / n) + (Square(meanX) / spreadX)),
            reach / Math.Sqrt(spreadX),
            spreadY > 0 ? Math.Max(0, 1 - (left / spreadY)) : null,
            residual,
            samples
                .GroupBy(static s => s.X)
                .Max(
                    g => Math.Abs(
                        g.Average(static s => s.Y) - start - (slope * g.Key)) / Math.Max(
                            double.Epsilon,
                            Math.Abs(start + (slope * g.Key)))));
    }

    /// <summary>The line's value.</summary>
    public double At(double x) => Fixed + (Marginal * x);

    private static (double Start, double Slope) SimpleRegression(double[] x, double[] y) => Fit.Line(x, y);

    private static double Square(double value) => value * value;
}
