using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Shows how durations are written; without it Tab would offer files.</summary>
public sealed class DurationCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Words)[] Usual =
        [("30s", "30 seconds"), ("1m", "1 minute"), ("5m", "5 minutes"), ("30m", "30 minutes"), ("1h30m", "1 hour and 30 minutes")];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Usual.Where(d => d.Text.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(static d => new CompletionResult(d.Text, d.Text, CompletionResultType.ParameterValue, d.Words));
}
