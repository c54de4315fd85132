using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>
/// A run's judgement, unless it is good, and thresholds that are not kept, as messages of the pipeline that this process runs in. Sources:
/// GitHub's workflow commands (GITHUB_ACTIONS is true there) and Azure DevOps' logging commands (TF_BUILD is True there).
/// </summary>
internal static class PipelineAnnotations
{
    /// <summary>The commands, each a line of standard output; none outside of these pipelines.</summary>
    /// <param name="environment">Finds a variable.</param>
    /// <param name="results">Thresholds that were tested.</param>
    /// <param name="judgement">Good or bad, of which a warning is made unless it is good; null where thresholds alone were tested.</param>
    /// <param name="isError">
    /// True where the run's end is an error by itself, in exit code or error stream: then bad is an error here, too. A pipeline that goes
    /// on must not show one.
    /// </param>
    public static IReadOnlyList<string> Of(
        Func<string, string?> environment,
        IEnumerable<BatchThresholdResult> results,
        RunJudgement? judgement = null,
        bool isError = false)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(results);
        Func<bool, string, string, string>? command = IsTrue(environment("GITHUB_ACTIONS")) ? GitHub
            : IsTrue(environment("TF_BUILD")) ? Azure
            : null;
        return command is null
            ? []
            :
            [
                .. judgement is { Tone: JudgementTone.Bad or JudgementTone.Doubt } told
                    ? [command(isError && told.Tone == JudgementTone.Bad, told.Word, PlainText.Line(told.Sentence) ?? "")]
                    : Array.Empty<string>(),
                .. results.Where(static r => !r.Passed)
                    .Select(result => command(true, "Threshold not kept", PlainText.Line(result.Message) ?? "")),
            ];
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>In the title, a comma and a colon would begin another property.</summary>
    private static string GitHub(bool isError, string title, string message) =>
        $"::{(isError ? "error" : "warning")} title={Escaped(title, "%25").Replace(",", "%2C", StringComparison.Ordinal)}::"
            + Escaped(message, "%25");

    private static string Azure(bool isError, string title, string message) =>
        $"##vso[task.logissue type={(isError ? "error" : "warning")}]{Escaped($"{title}: {message}", "%AZP25")}";

    private static string Escaped(string text, string percent) => text.Replace("%", percent, StringComparison.Ordinal);
}
