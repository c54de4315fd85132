using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EdFi.BatchPerf.Questions.Atomicity;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes the names of positions in a batch.</summary>
public sealed class PositionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        AtomicityPositions.Names.Where(name => name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(
                static name => new CompletionResult(
                    name,
                    name,
                    CompletionResultType.ParameterValue,
                    $"the {name.ToLowerInvariant()} operation of the batch"));
}
