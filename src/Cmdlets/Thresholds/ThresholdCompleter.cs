using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Shows what thresholds look like.</summary>
public sealed class ThresholdCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Meaning)[] Examples =
    [
        ("'p95 < 250ms'", "95 % of the batches take less"),
        ("'p99 < 1s'", "99 % of the batches take less"),
        ("'failureRate < 1%'", "fewer batches fail"),
        ("'committedOperationsPerSecond > 2000'", "more operations are committed a second"),
        ("'p95 < 500ms in every 10s'", "the same in each ten seconds of the measured part"),
        ("'p95 < 250ms for students-*'", "of the request names that begin so"),
        ("'verdict = Valid'", "the figures describe the server"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Examples.Where(e => e.Text.Trim('\'').StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(static e => new CompletionResult(e.Text, e.Text, CompletionResultType.ParameterValue, e.Meaning));
}
