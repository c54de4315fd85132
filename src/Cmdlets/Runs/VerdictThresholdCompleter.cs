using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Completes <c>-VerdictThreshold @{ … }</c> with the names that are known and their defaults.</summary>
public sealed class VerdictThresholdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var defaults = new VerdictThresholds();
        return NamedValues.Names<VerdictThresholds>().Select(name =>
        {
            var value = FormattableString.Invariant($"{typeof(VerdictThresholds).GetProperty(name)!.GetValue(defaults)}");
            return new CompletionResult($"@{{ {name} = {value} }}", name, CompletionResultType.ParameterValue, $"{name}, default {value}");
        });
    }
}
