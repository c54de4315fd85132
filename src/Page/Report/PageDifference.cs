using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>One figure of the run against the baseline's as the page shows it.</summary>
/// <param name="Name">Request name, or <c>Aggregated</c>.</param>
/// <param name="Method">HTTP method; null for all of them.</param>
/// <param name="Metric">The figure.</param>
/// <param name="Figure">Name of the figure for reports.</param>
/// <param name="Unit">Unit of the figure.</param>
/// <param name="Verdict">Proven relation of the run to the baseline.</param>
/// <param name="Baseline">The baseline's figure.</param>
/// <param name="Run">The run's figure.</param>
/// <param name="Difference">Percent, or percentage points for a share; null where it is not known.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end of the 95 % interval.</param>
/// <param name="Message">The verdict as a sentence, with the reason.</param>
internal sealed record PageDifference(
    string Name,
    string? Method,
    string Metric,
    string Figure,
    string Unit,
    string Verdict,
    double? Baseline,
    double? Run,
    double? Difference,
    double? Lower,
    double? Upper,
    string Message)
{
    public static PageDifference Of(BatchComparison row) => new(
        row.Name,
        row.Method,
        row.Metric,
        BaselineAnswer.FigureName(row.Metric),
        $"{row.Unit}",
        $"{row.Verdict}",
        Finite(row.BaselineMedian),
        Finite(row.CandidateMedian),
        Finite(row.DifferencePercent),
        Finite(row.LowerPercent),
        Finite(row.UpperPercent),
        row.Message);

    /// <summary>JSON has no other numbers.</summary>
    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
