using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Values that all merged rows share, and the merging of several rows into one.</summary>
internal sealed class MergedFrame
{
    private readonly WindowGroups _windows;

    /// <param name="windows">The windows of the rows' runs.</param>
    public MergedFrame(WindowGroups windows) => _windows = windows;

    /// <summary>The id of the run that the rows make; null for none.</summary>
    public string? RunId { get; init; }

    public RunVerdict Verdict { get; init; }

    /// <summary>Begin of the window of all.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Costs of the merged run on its server; empty where they are not known.</summary>
    public IReadOnlyList<ServerCost> Costs { get; init; } = [];

    /// <summary>A row for each request name and method, sorted, and one named <c>Aggregated</c>.</summary>
    public IReadOnlyList<BatchMetrics> Rows(IEnumerable<BatchMetrics> rows) =>
    [
        .. rows.GroupBy(static r => (r.Name, r.Method))
        .OrderBy(static g => g.Key.Name == BatchMetrics.AggregatedName)
        .ThenBy(static g => g.Key.Name, StringComparer.Ordinal)
        .ThenBy(static g => g.Key.Method, StringComparer.Ordinal)
        .Select(g => Row([.. g])),
    ];

    private BatchMetrics Row(IReadOnlyList<BatchMetrics> parts)
    {
        var merged = new MergedRow(parts, _windows.Seconds, part => _windows.Weight(part.RunId ?? ""));
        var row = new BatchMetrics
        {
            Name = parts[0].Name,
            Method = parts[0].Method,
            TestType = parts.Select(static r => r.TestType).Distinct().Count() == 1 ? parts[0].TestType : null,
            RunId = RunId,
            Verdict = Verdict,
            WindowStart = Start,
            CensoredFromPercentile = parts.Min(static r => r.CensoredFromPercentile),
            OperationsInferred = parts.Any(static r => r.OperationsInferred is null)
                ? null
                : parts.Any(static r => r.OperationsInferred == true),
            ResponseTimeHistogram = merged.Response.ToBase64(),
            ServiceTimeHistogram = merged.Service.ToBase64(),
            FailureTimeHistogram = merged.Failed.ToBase64(),
            TimesOf = parts.Any(static r => r.HasMixedTimes) ? TimesOf.All : TimesOf.Successes,
        };
        var costs = new CountedRow(new PhaseTallies(), window: null, parts[0].Name == BatchMetrics.AggregatedName ? Costs : []);
        foreach (var metric in MetricTable.All)
        {
            metric.Write(row, metric.Merge == MetricMerge.Dropped ? metric.Count(costs) : metric.Merge(metric, merged));
        }

        return row;
    }
}
