using MathNet.Numerics.Statistics;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>The difference between several runs a side: a run is a sample.</summary>
internal static class RunDifference
{
    /// <summary>
    /// The fewest runs a side of which a 95 % interval of a median can be had: the extremes of 6 hold it with 1 − 2/2⁶ = 97 %, those of 5
    /// with 94 %.
    /// </summary>
    public const int FewestRuns = 6;

    /// <param name="baseline">A value of each run, on the metric's scale; one or more.</param>
    /// <param name="candidate">A value of each run of the candidate, on the same scale; one or more.</param>
    public static Difference Of(IReadOnlyList<double> baseline, IReadOnlyList<double> candidate)
    {
        var location = new HodgesLehmann(baseline, candidate);
        return new Difference(
            location.Estimate,
            location.Interval(0.95),
            location.Interval(0.90),
            MannWhitney.PValue(baseline, candidate),
            Scatter(baseline, candidate));
    }

    /// <summary>Pooled standard deviation.</summary>
    private static double? Scatter(IReadOnlyList<double> baseline, IReadOnlyList<double> candidate)
    {
        var freedom = baseline.Count + candidate.Count - 2;
        return baseline.Count < 2 || candidate.Count < 2 ? null
            : Math.Sqrt((((baseline.Count - 1) * baseline.Variance()) + ((candidate.Count - 1) * candidate.Variance())) / freedom);
    }
}
