namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>The request names that thresholds are for, held against those that a load will have.</summary>
internal static class ThresholdNames
{
    /// <summary>Refuses a name that no request of a load will have: its limit would be found untested when the load is over.</summary>
    /// <param name="thresholds">The limits.</param>
    /// <param name="names">Names and methods under which the load's requests are counted.</param>
    /// <exception cref="BatchPerfException"><c>RequestNameUnknown</c>.</exception>
    public static void Require(IEnumerable<BatchThreshold> thresholds, IEnumerable<RequestName> names)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        List<string> known =
            [.. names.Select(static n => n.Name).Append(BatchMetrics.AggregatedName).Distinct(StringComparer.Ordinal)];
        foreach (var threshold in thresholds)
        {
            if (threshold.Name is { } name && !known.Exists(RequestNames.Like(name).Match.Invoke))
            {
                throw new BatchPerfException(
                    "RequestNameUnknown",
                    ProblemKind.InvalidInput,
                    $"'{threshold}' is for '{name}', and the load has no such request name.",
                    Spelling.Choice(name, known, "names") + " * stands for any text.");
            }
        }
    }
}
