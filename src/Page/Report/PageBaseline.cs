using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A comparison with a stored run as the page shows it.</summary>
/// <param name="RunId">The stored run.</param>
/// <param name="StartedAt">Start of the stored run.</param>
/// <param name="Server">Its server.</param>
/// <param name="Tone">good, bad or doubt.</param>
/// <param name="Word">Verdict of the figures together, in a word or two.</param>
/// <param name="Sentence">Reason for the verdict, or why the runs cannot be compared.</param>
/// <param name="Rows">A row for each figure.</param>
/// <param name="Warnings">Reservations about the comparison, a sentence each.</param>
internal sealed record PageBaseline(
    string RunId,
    DateTimeOffset StartedAt,
    Uri? Server,
    string Tone,
    string Word,
    string Sentence,
    IEnumerable<PageDifference> Rows,
    IReadOnlyList<string> Warnings)
{
    public static PageBaseline Of(BaselineFindings findings)
    {
        var answer = findings.Answer;
        return new(
            findings.Baseline.RunId,
            findings.Baseline.StartedAt,
            findings.Baseline.Server,
            answer.Verdict switch
            {
                ComparisonVerdict.Better or ComparisonVerdict.Same => "good",
                ComparisonVerdict.Worse => "bad",
                _ => "doubt",
            },
            answer.Word,
            answer.Sentence,
            findings.Rows.Select(PageDifference.Of),
            findings.Warnings);
    }
}
