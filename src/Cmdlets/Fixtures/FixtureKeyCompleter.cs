using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes <c>-FixtureKey @{ … }</c> with the names that are known.</summary>
public sealed class FixtureKeyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        NamedValues.Names<FixtureKeys>().Select(
            static name => new CompletionResult($"@{{ {name} =  }}", name, CompletionResultType.ParameterValue, name));
}
