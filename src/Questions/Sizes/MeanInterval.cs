using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>
/// A mean of independent samples of a quantity that cannot be negative, a rate or a time, with its 95 % confidence interval, Student's t
/// with n − 1 degrees of freedom.
/// </summary>
/// <param name="Mean">Null without a sample.</param>
/// <param name="Low">0 where the interval would reach below; null with fewer than two samples.</param>
/// <param name="High">Null with fewer than two samples.</param>
internal sealed record MeanInterval(double? Mean, double? Low, double? High)
{
    /// <summary>The share of intervals that hold the true mean.</summary>
    public const double Confidence = 0.95;

    /// <summary>Of those samples that are there.</summary>
    public static MeanInterval Of(IEnumerable<double?> samples)
    {
        var known = samples.OfType<double>().ToArray();
        if (known.Length == 0)
        {
            return new MeanInterval(null, null, null);
        }

        var mean = known.Mean();
        if (known.Length == 1)
        {
            return new MeanInterval(mean, null, null);
        }

        var reach = Quantile(known.Length - 1) * known.StandardDeviation() / Math.Sqrt(known.Length);
        return new MeanInterval(mean, Math.Max(0, mean - reach), mean + reach);
    }

    /// <summary>The quantile of Student's t that leaves 2.5 % above it.</summary>
    public static double Quantile(int degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + Confidence) / 2);
}
