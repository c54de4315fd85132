using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>Limits and baseline of the run, and the judgement on it, as the page shows them.</summary>
/// <param name="Answer">The judgement on the run.</param>
/// <param name="ManyFailures">From this share of failures on they come before everything else.</param>
/// <param name="Verdicts">The words of each verdict, by its name.</param>
/// <param name="StopReasons">The sentence of each reason for an end, and of what asked a run to stop, by its name.</param>
/// <param name="Limits">Each limit; empty where none was given.</param>
/// <param name="LimitProblem">Why limits that were given could not be tested; null where they could.</param>
/// <param name="LimitOption">Command that sets limits, as the host spells it.</param>
/// <param name="Baseline">The comparison; null where no baseline was named.</param>
/// <param name="BaselineOption">Command that names a baseline, as the host spells it.</param>
internal sealed record PageFindings(
    PageAnswer Answer,
    double ManyFailures,
    IReadOnlyDictionary<string, PageAnswer> Verdicts,
    IReadOnlyDictionary<string, string> StopReasons,
    IEnumerable<PageLimit> Limits,
    string? LimitProblem,
    string LimitOption,
    PageBaseline? Baseline,
    string BaselineOption)
{
    public static PageFindings Of(RunDocument run, ReportFindings findings) => new(
        PageAnswer.Of(findings.Judge(run)),
        RunJudgement.ManyFailures,
        VerdictWords.All.ToDictionary(static v => $"{v.Key}", static v => PageAnswer.Of(v.Key, v.Value)),
        StopWords.All.Select(static s => (Key: $"{s.Key}", Words: s.Value))
            .Concat(StopWords.Sources.Select(static s => (Key: $"{s.Key}", Words: s.Value)))
            .ToDictionary(static s => s.Key, static s => s.Words.Sentence),
        findings.Limits.Select(PageLimit.Of),
        findings.LimitProblem is { } problem ? Words(problem) : null,
        LimitExample(new OptionKey("Threshold").ToString()),
        findings.Baseline is { } baseline ? PageBaseline.Of(baseline) : null,
        $"{Command()}{new OptionKey("Baseline")} earlier.run.json");

    /// <summary>Returns the problem and the next step as text.</summary>
    public static string Words(BatchPerfException problem) => $"{problem.Message} {problem.NextStep}".TrimEnd();

    private static string Command() => new OptionKey("ExportReport").IfOffered(static cmdlet => $"{cmdlet} … ");

    /// <summary>Two limits as a list of the host's: its options take values with blanks between, a cmdlet's take commas.</summary>
    private static string LimitExample(string option) =>
        $"{Command()}{option} \"p95 < 250ms\"{(option.StartsWith("--", StringComparison.Ordinal) ? "" : ",")} \"failureRate < 1%\"";
}
