using System.Globalization;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>A row of a comparison in words.</summary>
internal static class ComparisonText
{
    public static string Of(BatchComparison row, string? why, int censored)
    {
        var scope = row.Basis == ComparisonBasis.WithinOneRun ? ", within this run only" : "";
        var bounds = censored > 0 ? string.Create(CultureInfo.InvariantCulture, $" In {censored} runs it is a lower bound.") : "";
        return $"{row.Name}, {row.Metric}: {row.Verdict}{scope}. {Difference(row)}{Reason(row, why)}{bounds}";
    }

    private static string Difference(BatchComparison row)
    {
        if (row.DifferencePercent is not { } difference)
        {
            return "";
        }

        var unit = row.Unit == ThresholdUnit.Share ? "points" : "%";
        var interval = row.LowerPercent is { } lower && row.UpperPercent is { } upper
            ? $" (95 % interval {Signed(lower)} to {Signed(upper)} {unit})"
            : "";
        return $"{Signed(difference)} {unit}{interval}; the minimum effect is "
            + $"{row.MinimumEffectPercent.ToString("0.##", CultureInfo.InvariantCulture)} {unit}. ";
    }

    private static string Reason(BatchComparison row, string? why)
    {
        if (row.Verdict != ComparisonVerdict.Unproven)
        {
            return "";
        }

        var reason = why is not null ? $"Nothing can be proven: {why}."
            : row.LowerPercent > row.MinimumEffectPercent || row.UpperPercent < -row.MinimumEffectPercent
                ? "Among so many figures, chance makes one look like this too easily."
            : "The interval reaches both into the minimum effect and beyond.";
        var points = row.Direction is { } direction ? $" It points to {direction}." : "";
        var needed = row.RunsNeeded is { } runs
            ? Needed(runs, known: Math.Min(row.BaselineRuns, row.CandidateRuns) > 1)
            : row.DifferencePercent is null || row.Direction is null
            ? ""
            : " More than 1,000 runs a side would be needed to tell.";
        return reason + points + needed;
    }

    /// <summary>One run a side does not tell how runs scatter, so that only the least number is known.</summary>
    private static string Needed(int runs, bool known) => known
        ? string.Create(CultureInfo.InvariantCulture, $" About {runs} runs a side would tell.")
        : string.Create(CultureInfo.InvariantCulture, $" It takes at least {runs} runs a side to tell.");

    private static string Signed(double value) => value.ToString("+0.0#;−0.0#;0.0", CultureInfo.InvariantCulture);
}
