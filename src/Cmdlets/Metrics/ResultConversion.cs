using System.Management.Automation;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Rebuilds a BatchResult that went through Start-Job, Export-Clixml, remoting, JSON or CSV from its properties.</summary>
internal static class ResultConversion
{
    /// <summary>The result; null where the object is not a result (limits and intervals, too, have a run and a name).</summary>
    /// <exception cref="BatchPerfException"><c>NotAResult</c>: a value does not fit its field, or it is a part of a result.</exception>
    public static BatchResult? From(PSObject input)
    {
        if (input.Properties[nameof(BatchResult.RunId)] is null
            || input.Properties[nameof(BatchResult.Name)] is null
            || input.Properties[nameof(BatchThresholdResult.Threshold)] is not null
            || input.Properties[nameof(BatchIntervalMetrics.WidthSeconds)] is not null)
        {
            return null;
        }

        var fields = new StoredFields(input);
        var result = ResultTable.Read(fields);
        result.Facts = Facts(fields);
        return (fields.Missing is { } missing ? $"it has no {missing}" : ResultCheck.Problem(result)) is { } problem
            ? throw new BatchPerfException(
                "NotAResult",
                ProblemKind.InvalidInput,
                $"An object of the type {input.TypeNames.FirstOrDefault()} is not a whole result: {problem}.",
                "Pipe results with all their properties, as Invoke-BatchVolumeTest returned them, or give -Path for a results file.")
            : result;
    }

    private static RunFacts? Facts(StoredFields fields) =>
        fields.Optional<DateTimeOffset>(nameof(BatchResult.MeasuredFromUtc)) is { } from
        && fields.Optional<DateTimeOffset>(nameof(BatchResult.MeasuredToUtc)) is { } to
            ? new RunFacts(from, to, fields.Optional<RunVerdict>(nameof(BatchResult.RunVerdict)) ?? RunVerdict.NotKnown)
            : null;
}
