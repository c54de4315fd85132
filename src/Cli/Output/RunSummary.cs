using System.Globalization;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>What a run came to: the metrics table, the ledger's sums and the verdict.</summary>
internal static class RunSummary
{
    private static readonly IReadOnlyList<Metric> Columns = [.. MetricTable.All.Where(static m => m.Column is not null)];

    public static void Write(TextWriter output, BatchRun run)
    {
        var window = run.MeasuredTo - run.MeasuredFrom;
        output.WriteLine();
        if (FailureWords.Of(run) is { } failures)
        {
            output.WriteLine(failures);
            output.WriteLine();
        }

        output.WriteLine($"Measured for {Number(window?.TotalSeconds, "0.0")} s; operations are committed ones, counted; times are those of successes, Failed ms is the median of failures.");
        output.WriteLine();
        TextTable.Write(output, ["Name", .. Columns.Select(static m => m.Column!)], [.. run.Metrics.Select(Row)]);
        output.WriteLine();
        WriteTotals(output, run.Totals);
        WriteContention(output, run);
        if (run.Plan is { LoadModel: "Closed", Pacing: null })
        {
            output.WriteLine("Closed loop: clients wait for answers, so stalls of the server are under-represented in these times.");
        }

        WriteArrivals(output, run);
        WriteErrors(output, run);
        output.WriteLine();
        output.WriteLine($"Verdict: {run.Verdict.Verdict}");
        foreach (var reason in run.Verdict.Reasons.Concat(run.Verdict.Notes))
        {
            output.WriteLine($"  {reason}");
        }
    }

    /// <summary>Whether each threshold is kept; nothing where there are none.</summary>
    public static void WriteThresholds(TextWriter output, IReadOnlyList<BatchThresholdResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Thresholds:");
        foreach (var result in results)
        {
            output.WriteLine($"  {(result.Passed ? "ok  " : "FAIL")} {result.Message}");
        }
    }

    private static string[] Row(BatchMetrics row) => [row.Name, .. Columns.Select(metric => Figure(metric, row))];

    private static string Figure(Metric metric, BatchMetrics row) =>
        (metric.IsLowerBound(row) ? "≥ " : "") + Number(metric.Read(row), FormatOf(metric.Unit));

    private static string FormatOf(ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Count => "#,0",
        ThresholdUnit.PerSecond => "#,0.0",
        _ => "0.00",
    };

    private static void WriteTotals(TextWriter output, RunTotals totals)
    {
        output.WriteLine($"Whole run: {Count(totals.Batches)} batches: {Count(totals.Succeeded)} succeeded, {Count(totals.Failed)} failed, {Count(totals.Canceled)} cut off.");
        output.WriteLine(
            $"Operations: {Count(totals.OperationsSent)} sent = {Count(totals.OperationsCommitted)} committed + {Count(totals.OperationsRolledBack)} rolled back"
            + $" + {Count(totals.OperationsFailed)} failed + {Count(totals.OperationsNotAttempted)} not attempted + {Count(totals.OperationsUnknown)} unknown.");
    }

    private static void WriteContention(TextWriter output, BatchRun run)
    {
        if (run.Plan.Contention is not null || run.Totals.Deadlocks > 0)
        {
            output.WriteLine($"Contention: {run.Plan.Contention ?? "none on purpose"}; {Count(run.Totals.Conflicts)} conflicts (409), {Count(run.Totals.Deadlocks)} probable deadlocks (500 after 0.9 s or longer).");
        }
    }

    private static void WriteArrivals(TextWriter output, BatchRun run)
    {
        if (run.ScheduledArrivals is { } scheduled)
        {
            output.WriteLine($"Arrivals: {Count(scheduled)} due, {Count(run.LateArrivals ?? 0)} late, {Count(run.DroppedArrivals ?? 0)} never sent.");
        }
    }

    private static void WriteErrors(TextWriter output, BatchRun run)
    {
        const int Most = 5;
        var errors = run.Errors;
        if (errors.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(errors.Count > Most ? $"The {Most} most frequent of {errors.Count} kinds of failure:" : "Failures:");
        foreach (var error in errors.Take(Most))
        {
            output.WriteLine($"  {Count(error.Occurrences)} × {error.Kind} {error.Name}: {error.Message}{(error.FirstCorrelationId is { } id ? $" (first correlation id {id})" : "")}");
        }
    }

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
