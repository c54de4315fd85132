using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes the resources whose identity is known; never touches the network.</summary>
public sealed class ResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        NaturalKeys.Resources.Where(r => r.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(
                static r => new CompletionResult(
                    r,
                    r,
                    CompletionResultType.ParameterValue,
                    string.Join(", ", NaturalKeys.FieldsOf(r) ?? [])));
}
