namespace EdFi.BatchPerf.Measuring;

/// <summary>Values that all rows of one set of metrics share, and the making of a row from counts.</summary>
internal sealed class MetricsFrame
{
    public string? RunId { get; init; }

    public RunVerdict Verdict { get; init; }

    public MeasuredWindow? Window { get; init; }

    public bool Histograms { get; init; }

    /// <summary>
    /// Costs of the run on the server; in the row of all names, since no figure of a server can be told apart by request name.
    /// </summary>
    public IReadOnlyList<ServerCost> Costs { get; init; } = [];

    public BatchMetrics Row(RequestName? request, TestType? testType, PhaseTallies sums, double? tripleMeanMs)
    {
        var counted = new CountedRow(sums, Window, request is null ? Costs : []) { TripleMeanMs = tripleMeanMs };
        var row = new BatchMetrics
        {
            Name = request?.Name ?? BatchMetrics.AggregatedName,
            Method = request?.Method,
            TestType = testType,
            RunId = RunId,
            Verdict = Verdict,
            WindowStart = Window?.Start,
            CensoredFromPercentile = Censoring.FirstReached(counted.All),
            ResponseTimeHistogram = Histograms ? counted.All.Response.ToBase64() : null,
            ServiceTimeHistogram = Histograms ? counted.All.Service.ToBase64() : null,
            FailureTimeHistogram = Histograms ? counted.All.Failed.ToBase64() : null,
            TimesOf = TimesOf.Successes,
        };
        foreach (var metric in MetricTable.All)
        {
            metric.Write(row, metric.Count(counted));
        }

        return row;
    }
}
