using System.Globalization;
using EdFi.BatchPerf.Jobs.Runs;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>What a run came to: the metrics table, the ledger's sums and the verdict.</summary>
internal static class RunSummary
{
    private static readonly string[] Header = ["Name", "Batches", "Failed", "Batches/s", "Operations/s", "Mean ms", "p50 ms", "p95 ms", "p99 ms", "Max ms"];

    public static void Write(TextWriter output, BatchRun run)
    {
        var window = run.MeasuredTo - run.MeasuredFrom;
        output.WriteLine();
        if (FailureWords.Of(run) is { } failures)
        {
            output.WriteLine(failures);
            output.WriteLine();
        }

        output.WriteLine($"Measured for {Number(window?.TotalSeconds, "0.0")} s; operations/s are committed ones, counted.");
        output.WriteLine();
        TextTable.Write(output, Header, [.. run.Metrics.Select(Row)]);
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

    private static string[] Row(BatchMetrics row) =>
    [
        row.Name, Count(row.Requests), Count(row.Failures), Number(row.RequestsPerSecond, "0.0"), Number(row.CommittedOperationsPerSecond, "#,0.0"),
        Number(row.MeanMs, "0.00"), Percentile(row, 50, row.P50Ms), Percentile(row, 95, row.P95Ms), Percentile(row, 99, row.P99Ms), Percentile(row, 100, row.MaxMs),
    ];

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

    private static string Percentile(BatchMetrics row, double percentile, double? ms) =>
        (row.CensoredFromPercentile <= percentile ? "≥ " : "") + Number(ms, "0.00");

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
