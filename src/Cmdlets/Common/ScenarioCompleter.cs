using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes scenario names; never touches the network.</summary>
public sealed class ScenarioCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return new ScenarioCatalog().Scenarios
            .Where(
                s => s.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                    || s.Resource.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(
                static s => new CompletionResult(s.Name, s.Name, CompletionResultType.ParameterValue, $"{s.Resource}: {s.Description}"));
    }
}
