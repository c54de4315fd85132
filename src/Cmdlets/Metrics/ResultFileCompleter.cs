using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes results files: CSV files that have a .run.json beside them come first.</summary>
public sealed class ResultFileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteFilename(wordToComplete.Trim('\'', '"'))
            .Where(
                static c => c.ResultType == CompletionResultType.ProviderContainer
                    || c.ToolTip.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static c => File.Exists(Path.ChangeExtension(c.ToolTip, ".run.json")) ? 0 : 1);
}
