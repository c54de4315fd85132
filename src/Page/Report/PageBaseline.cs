using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A comparison with a stored run as the page shows it.</summary>
/// <param name="RunId">The stored run.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Server">Its server.</param>
/// <param name="Problem">Why the runs cannot be compared, with the next step; null where they can.</param>
/// <param name="Rows">A row for each figure.</param>
/// <param name="Warnings">What to keep in mind.</param>
internal sealed record PageBaseline(
    string RunId,
    DateTimeOffset StartedAt,
    Uri? Server,
    string? Problem,
    IEnumerable<PageDifference> Rows,
    IReadOnlyList<string> Warnings)
{
    public static PageBaseline Of(BaselineFindings findings) => new(
        findings.Baseline.RunId,
        findings.Baseline.StartedAt,
        findings.Baseline.Server,
        findings.Problem is { } problem ? PageFindings.Words(problem) : null,
        findings.Rows.Select(PageDifference.Of),
        findings.Warnings);
}
