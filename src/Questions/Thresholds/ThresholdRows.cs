namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Selects the rows of metrics that a threshold is meant for.</summary>
internal static class ThresholdRows
{
    /// <summary>
    /// Returns the rows of the names asked for; without any the rows named Aggregated, and where there are none of these, all.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>NothingToTest</c>, <c>RequestNameUnknown</c>.</exception>
    public static IReadOnlyList<BatchMetrics> Choose(IReadOnlyList<BatchMetrics> rows, RequestNames? names)
    {
        if (rows.Count == 0)
        {
            throw new BatchPerfException(
                "NothingToTest",
                ProblemKind.InvalidInput,
                "There are no metrics to hold against thresholds.",
                "Give a run, its metrics, results, or a file of either.");
        }

        var chosen = rows.Where(row => names is null ? row.Name == BatchMetrics.AggregatedName : names.Match(row.Name)).ToList();
        return (chosen.Count, names) switch
        {
            (> 0, _) => chosen,
            (_, null) => rows,
            _ => throw new BatchPerfException(
                "RequestNameUnknown",
                ProblemKind.InvalidInput,
                $"No row of the metrics is named '{names.Text}'.",
                Spelling.Choice(names.Text, rows.Select(static r => r.Name), "names")),
        };
    }
}
