using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes journals of runs, and the folders that lead to them.</summary>
public sealed class JournalCompleter : IArgumentCompleter
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
                    || c.ToolTip.EndsWith(".journal", StringComparison.OrdinalIgnoreCase));
}
