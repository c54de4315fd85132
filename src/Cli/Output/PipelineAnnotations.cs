using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// A run's judgement, unless it is good, and limits that are not kept, as messages of the pipeline that the program runs in. Sources:
/// GitHub's workflow commands (GITHUB_ACTIONS is true there) and Azure DevOps' logging commands (TF_BUILD is True there).
/// </summary>
internal static class PipelineAnnotations
{
    /// <summary>Writes a command for each; nothing outside of these pipelines.</summary>
    /// <param name="output">Standard output, where the pipeline looks.</param>
    /// <param name="environment">Finds a variable.</param>
    /// <param name="judgement">Good or bad: bad is an error, a doubt a warning.</param>
    /// <param name="results">What was tested.</param>
    public static void Write(
        TextWriter output,
        Func<string, string?> environment,
        RunJudgement judgement,
        IReadOnlyList<BatchThresholdResult> results)
    {
        Func<bool, string, string, string>? command = IsTrue(environment("GITHUB_ACTIONS")) ? GitHub
            : IsTrue(environment("TF_BUILD")) ? Azure
            : null;
        if (command is null)
        {
            return;
        }

        if (judgement.Tone is JudgementTone.Bad or JudgementTone.Doubt)
        {
            output.WriteLine(command(judgement.Tone == JudgementTone.Bad, judgement.Word, PlainText.Line(judgement.Sentence) ?? ""));
        }

        foreach (var result in results.Where(static r => !r.Passed))
        {
            output.WriteLine(command(true, "Limit not kept", PlainText.Line(result.Message) ?? ""));
        }
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
