using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Which rows of metrics thresholds are meant for.</summary>
internal static class ThresholdRows
{
    /// <summary>Those of the names asked for, else the rows named Aggregated; where there are none of these, all.</summary>
    /// <exception cref="BatchPerfException"><c>NothingToTest</c>, <c>RequestNameUnknown</c>.</exception>
    public static IReadOnlyList<BatchMetrics> Choose(IReadOnlyList<BatchMetrics> rows, string[] names)
    {
        if (rows.Count == 0)
        {
            throw new BatchPerfException("NothingToTest", ProblemKind.InvalidInput, "There are no metrics to hold against thresholds.", "Pipe a BatchRun, BatchMetrics or BatchResult objects, or give -Path.");
        }

        if (names.Length == 0)
        {
            var all = rows.Where(static r => r.Name == BatchMetrics.AggregatedName).ToList();
            return all.Count > 0 ? all : rows;
        }

        foreach (var name in names)
        {
            if (!rows.Any(row => Matches(name, row)))
            {
                throw new BatchPerfException("RequestNameUnknown", ProblemKind.InvalidInput, $"No row of the metrics is named '{name}'.", $"Names are {string.Join(", ", rows.Select(static r => r.Name).Distinct(StringComparer.Ordinal))}.");
            }
        }

        return [.. rows.Where(row => names.Any(name => Matches(name, row)))];
    }

    private static bool Matches(string name, BatchMetrics row) => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(row.Name);
}
