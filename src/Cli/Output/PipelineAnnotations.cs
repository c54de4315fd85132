namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// Thresholds that are not kept as errors of the pipeline that the program runs in. Sources: GitHub's workflow commands (GITHUB_ACTIONS is
/// true there) and Azure DevOps' logging commands (TF_BUILD is True there).
/// </summary>
internal static class PipelineAnnotations
{
    /// <summary>Writes a command for each; nothing outside of these pipelines.</summary>
    /// <param name="output">Standard output, where the pipeline looks.</param>
    /// <param name="environment">Finds a variable.</param>
    /// <param name="results">What was tested.</param>
    public static void Write(TextWriter output, Func<string, string?> environment, IReadOnlyList<BatchThresholdResult> results)
    {
        Func<string, string>? command = IsTrue(environment("GITHUB_ACTIONS")) ? GitHub
            : IsTrue(environment("TF_BUILD")) ? Azure
            : null;
        if (command is null)
        {
            return;
        }

        foreach (var result in results.Where(static r => !r.Passed))
        {
            output.WriteLine(command(PlainText.Line(result.Message) ?? ""));
        }
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string GitHub(string message) =>
        "::error title=Threshold not kept::" + message.Replace("%", "%25", StringComparison.Ordinal);

    private static string Azure(string message) =>
        "##vso[task.logissue type=error]" + message.Replace("%", "%AZP25", StringComparison.Ordinal);
}
