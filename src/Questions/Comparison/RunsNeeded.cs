using MathNet.Numerics.Distributions;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// About how many runs a side it would take to prove the difference that was estimated, or that there is none, with a probability of 80 %.
/// Source: the usual sample size for two means, 2 (z₁ + z₂)² σ² / δ², divided by 0.955, the efficiency of Mann and Whitney's
/// test for normal samples; δ is the distance to the minimum effect.
/// </summary>
internal static class RunsNeeded
{
    private const double Power = 0.80;
    private const double Efficiency = 0.955;
    private const int Most = 1000;

    /// <param name="estimate">The difference on the metric's scale.</param>
    /// <param name="margin">The minimum effect on the side to which the difference points, on the same scale, as a distance from
    /// zero.</param>
    /// <param name="scatter">Standard deviation of a side's runs.</param>
    /// <returns>6 or more; null for more than 1,000.</returns>
    public static int? Estimate(double estimate, double margin, double scatter)
    {
        var distance = Math.Abs(estimate) - margin;
        var z = Normal.InvCDF(0, 1, distance > 0 ? 0.975 : 0.95) + Normal.InvCDF(0, 1, Power);
        var runs = 2 * z * z * scatter * scatter / (distance * distance) / Efficiency;
        return runs > Most || double.IsNaN(runs) ? null : Math.Max(RunDifference.FewestRuns, (int)Math.Ceiling(runs));
    }
}
