using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Shows what a stage looks like.</summary>
public sealed class StageCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Meaning)[] Examples =
    [
        ("'30s:50'", "to 50 in 30 seconds"),
        ("'2m:50'", "stay at 50 for 2 minutes"),
        ("'30s:0'", "to 0 in 30 seconds"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Examples.Where(e => e.Text.Trim('\'').StartsWith(wordToComplete.Trim('\''), StringComparison.Ordinal))
            .Select(static e => new CompletionResult(e.Text, e.Text, CompletionResultType.ParameterValue, e.Meaning));
}
