using System.Globalization;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Verdict of all batches' figures together against a baseline.</summary>
/// <param name="Verdict">
/// Better, Worse, Same, or Unproven where neither a difference nor its absence is proven; null where the runs cannot be compared.
/// </param>
/// <param name="Word">The verdict in a word or two; also Mixed and Not comparable.</param>
/// <param name="Sentence">Reason for the verdict: the figures that it rests on, or why the runs cannot be compared.</param>
internal sealed record BaselineAnswer(ComparisonVerdict? Verdict, string Word, string Sentence)
{
    internal static BaselineAnswer Of(BaselineFindings findings)
    {
        if (findings.Problem is { } problem)
        {
            return new(null, "Not comparable", $"{problem.Message} {problem.NextStep}".TrimEnd());
        }

        var rows = findings.Rows.Where(static r => r.Name == BatchMetrics.AggregatedName).ToList();
        var down = Named(rows, ComparisonVerdict.Slower, ComparisonVerdict.Worse);
        var up = Named(rows, ComparisonVerdict.Faster, ComparisonVerdict.Better);
        return (down, up) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => new(
                ComparisonVerdict.Worse, "Mixed", $"Worse than the baseline in {down}; better in {up}."),
            ({ Length: > 0 }, _) => new(ComparisonVerdict.Worse, "Worse", $"Worse than the baseline in {down}."),
            (_, { Length: > 0 }) => new(
                ComparisonVerdict.Better, "Better", $"Better than the baseline in {up}, and no figure is proven worse."),
            _ when rows.Count > 0 && rows.TrueForAll(static r => r.Verdict == ComparisonVerdict.Same) => new(
                ComparisonVerdict.Same,
                "Same",
                "No figure differs from the baseline by more than the smallest difference that matters."),
            _ => new(
                ComparisonVerdict.Unproven, "Unproven", "The figures prove neither a difference from the baseline nor that there is none."),
        };
    }

    /// <summary>Returns the name of a compared figure for reports.</summary>
    /// <param name="metric">A name as <see cref="BatchComparison.Metric"/> has it.</param>
    public static string FigureName(string metric) => metric switch
    {
        "committedOperationsPerSecond" => "Committed operations/s",
        "tripleMean" => "Time per triple, mean",
        "failureRate" => "Failed",
        _ => $"Response time {metric}",
    };

    private static string Named(IEnumerable<BatchComparison> rows, ComparisonVerdict one, ComparisonVerdict other) => string.Join(
        ", ",
        rows.Where(r => r.Verdict == one || r.Verdict == other).Select(static r => $"{FigureName(r.Metric)} ({Difference(r)})"));

    private static string Difference(BatchComparison row) => row.DifferencePercent is { } difference
        ? difference.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + (row.Unit == ThresholdUnit.Share ? " points" : " %")
        : "–";
}
