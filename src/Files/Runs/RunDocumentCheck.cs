namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Holds the figures of a run's file against each other: a file whose sums cannot be is damaged, and none of it is shown.
/// </summary>
internal static class RunDocumentCheck
{
    private const int MaxSamples = 1_000_000;

    /// <summary>Describes the first impossible value; null where all are consistent.</summary>
    public static string? Problem(RunDocument run) => OfParts(run) ?? Ledger(run) ?? Intervals(run) ?? Errors(run);

    /// <summary>
    /// Describes the first value that is impossible within one part of the document; null where there is none. Parts need not agree, since
    /// those of a run that lasts are read one after the other.
    /// </summary>
    public static string? OfParts(RunDocument run) =>
        Totals(run.Totals)
        ?? (run.Plan.Segment is { } share && Segment.TryParse(share) is null ? "the segment of its plan is not a share" : null)
        ?? First(run.Metrics, MetricsCheck.Problem)
        ?? Sums(run.Metrics)
        ?? First(run.Ledger, Row)
        ?? First(run.Intervals, Interval)
        ?? First(run.Machines, static machine => machine.Totals is { } totals ? Totals(totals) : null)
        ?? First(run.Errors, static e => Figures.Counts($"the error of {e.Name}", ("occurrences", e.Occurrences), ("retried", e.Retried)))
        ?? Traces(run.Traces)
        ?? (run.ServerSamples.Count <= MaxSamples && run.Intervals.Count <= MaxSamples ? null : "it holds more intervals than a run keeps")
        ?? Figures.Counts(
            "totals",
            ("retries", run.Retries),
            ("connections", run.Connections),
            ("tokenRequests", run.TokenRequests),
            ("peakResultsBacklog", run.PeakResultsBacklog),
            ("parentsCreated", run.ParentsCreated),
            ("parentsDeleted", run.ParentsDeleted))
        ?? Figures.Counts(
            "totals",
            ("scheduledArrivals", run.ScheduledArrivals ?? 0),
            ("lateArrivals", run.LateArrivals ?? 0),
            ("droppedArrivals", run.DroppedArrivals ?? 0));

    private static string? Traces(RunTraces? traces) => traces is null ? null
        : Figures.Counts("the traces", ("sampled", traces.Sampled), ("failedLeftOut", traces.FailedLeftOut))
        ?? Figures.Measures("the traces", ("share", traces.Share))
        ?? Figures.AtMost("the traces", "slowest", traces.Slowest.Count, RunTraces.MostSlow)
        ?? Figures.AtMost("the traces", "failed", traces.Failed.Count, RunTraces.MostFailed)
        ?? First([.. traces.Slowest, .. traces.Failed], static t => Figures.Measures(
            $"the trace {t.TraceId}",
            ("responseTimeMs", t.ResponseTimeMs),
            ("serviceTimeMs", t.ServiceTimeMs))
            ?? Figures.Counts($"the trace {t.TraceId}", ("client", t.Client), ("sequence", t.Sequence), ("attempts", t.Attempts)));

    private static string? Totals(RunTotals totals) =>
        Figures.Counts(
            "totals",
            ("batches", totals.Batches), ("succeeded", totals.Succeeded), ("failed", totals.Failed), ("canceled", totals.Canceled),
            ("conflicts", totals.Conflicts), ("deadlocks", totals.Deadlocks),
            ("operationsSent", totals.OperationsSent), ("operationsCommitted", totals.OperationsCommitted),
            ("operationsRolledBack", totals.OperationsRolledBack),
            ("operationsFailed", totals.OperationsFailed), ("operationsNotAttempted", totals.OperationsNotAttempted),
            ("operationsUnknown", totals.OperationsUnknown))
        ?? Figures.Sum("totals", "batches", totals.Batches, totals.Succeeded + totals.Failed + totals.Canceled)
        ?? Figures.AtMost("totals", "conflicts and deadlocks", totals.Conflicts + totals.Deadlocks, totals.Failed)
        ?? Figures.Sum(
            "totals",
            "operationsSent",
            totals.OperationsSent,
            totals.OperationsCommitted
                + totals.OperationsRolledBack
                + totals.OperationsFailed
                + totals.OperationsNotAttempted
                + totals.OperationsUnknown);

    private static string? Row(OperationLedgerRow row) =>
        Figures.Counts(
            $"the ledger of {row.Name}",
            ("position", row.Position ?? 0), ("sent", row.Sent), ("committed", row.Committed), ("rolledBack", row.RolledBack),
            ("failed", row.Failed), ("notAttempted", row.NotAttempted), ("unknown", row.Unknown))
        ?? Figures.Sum(
            $"the ledger of {row.Name}",
            "sent",
            row.Sent,
            row.Committed + row.RolledBack + row.Failed + row.NotAttempted + row.Unknown);

    /// <summary>The ledger by position adds up to the totals, where a file has both.</summary>
    private static string? Ledger(RunDocument run)
    {
        var rows = run.Ledger;
        return rows.Count == 0 ? null
            : Figures.Sum("the ledger", "sent", run.Totals.OperationsSent, rows.Sum(static r => r.Sent))
            ?? Figures.Sum("the ledger", "committed", run.Totals.OperationsCommitted, rows.Sum(static r => r.Committed))
            ?? Figures.Sum("the ledger", "unknown", run.Totals.OperationsUnknown, rows.Sum(static r => r.Unknown));
    }

    /// <summary>The rows by request name add up to the one of all, and no row is there twice.</summary>
    private static string? Sums(IReadOnlyList<BatchMetrics> metrics)
    {
        if (metrics.GroupBy(static m => (m.Name, m.Method)).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            return $"the metrics of {twice.Key.Name} appear twice";
        }

        var all = metrics.FirstOrDefault(static m => m.Name == BatchMetrics.AggregatedName);
        var rows = metrics.Where(static m => m.Name != BatchMetrics.AggregatedName).ToList();
        return all is null || rows.Count == 0 ? null
            : Figures.Sum("the metrics of all requests", "requests", all.Requests, rows.Sum(static m => m.Requests))
            ?? Figures.Sum("the metrics of all requests", "failures", all.Failures, rows.Sum(static m => m.Failures))
            ?? Figures.Sum("the metrics of all requests", "operationsSent", all.OperationsSent, rows.Sum(static m => m.OperationsSent))
            ?? Figures.Sum(
                "the metrics of all requests",
                "operationsCommitted",
                all.OperationsCommitted,
                rows.Sum(static m => m.OperationsCommitted));
    }

    private static string? Interval(IntervalPoint point) =>
        Figures.Counts(
            "an interval",
            ("clients", point.Clients),
            ("inFlight", point.InFlight),
            ("batches", point.Batches),
            ("failures", point.Failures),
            ("operationsCommitted", point.OperationsCommitted))
        ?? Figures.AtMost("an interval", "failures", point.Failures, point.Batches)
        ?? (point is { StartSeconds: >= 0 and <= Figures.MaxSeconds, WidthSeconds: >= 0 and <= Figures.MaxSeconds }
            ? null
            : "an interval lies out of any run");

    private static string? Intervals(RunDocument run) => run.Intervals.Count == 0 || run.Totals.Batches == 0 ? null
        : Figures.AtMost("the intervals", "batches", run.Intervals.Sum(static p => p.Batches), run.Totals.Batches)
        ?? (run.Totals.OperationsSent == 0
            ? null
            : Figures.AtMost(
                "the intervals",
                "operationsCommitted",
                run.Intervals.Sum(static p => p.OperationsCommitted),
                run.Totals.OperationsCommitted));

    private static string? Errors(RunDocument run) => Figures.AtMost(
        "the errors",
        "occurrences",
        run.Errors.Sum(static e => e.Occurrences),
        run.Totals.Failed + run.Totals.Canceled);

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> check) =>
        items.Select(check).FirstOrDefault(static p => p is not null);
}
