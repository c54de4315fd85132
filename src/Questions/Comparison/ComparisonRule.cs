namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// The verdict by rule: a difference when the 95 % interval lies wholly beyond the minimum effect and, for all figures but the primary one,
/// Holm's corrected p-value is at most 0.05; none when the 90 % interval lies wholly inside (two one-sided tests at 5 %); else unproven.
/// </summary>
internal sealed class ComparisonRule
{
    private const double Significance = 0.05;
    private readonly ComparedMetric _metric;
    private readonly double _above;
    private readonly double _below;

    public ComparisonRule(ComparedMetric metric, ComparisonOptions options)
    {
        _metric = metric;
        EffectPercent = 100 * (metric.IsShare ? options.MinimumFailureEffect : options.MinimumEffect);
        (_below, _above) = metric.IsShare
            ? (-EffectPercent, EffectPercent)
            : (Math.Log(1 - options.MinimumEffect), Math.Log(1 + options.MinimumEffect));
    }

    /// <summary>The minimum effect in percent, or percentage points.</summary>
    public double EffectPercent { get; }

    public ComparisonVerdict Decide(Difference difference, double correctedPValue)
    {
        if (difference.Within95 is { } wide && (wide.Lower > _above || wide.Upper < _below) && correctedPValue <= Significance)
        {
            return _metric.Meaning(difference.Estimate);
        }

        return difference.Within90 is { } narrow && narrow.Lower >= _below && narrow.Upper <= _above && _above > 0
            ? ComparisonVerdict.Same
            : ComparisonVerdict.Unproven;
    }

    /// <summary>Returns the direction of an unproven difference; null where it is zero.</summary>
    public ComparisonVerdict? Direction(Difference difference) =>
        difference.Estimate.Equals(0) ? null : _metric.Meaning(difference.Estimate);

    /// <summary>About how many runs a side would prove something.</summary>
    public int? Needed(Difference difference) =>
        difference.Scatter is { } scatter
            ? RunsNeeded.Estimate(difference.Estimate, Math.Abs(difference.Estimate > 0 ? _above : _below), scatter)
            : RunDifference.FewestRuns;
}
