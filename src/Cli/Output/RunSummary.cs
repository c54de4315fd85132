using System.Globalization;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The figures of a run: the metrics table, the ledger's sums and what failed.</summary>
internal static class RunSummary
{
    private static readonly IReadOnlyList<Metric> Columns = [.. MetricTable.All.Where(static m => m.Column is not null)];

    /// <summary>The columns that a window of 80 columns may have no room for, the first to go first.</summary>
    private static readonly string[] Ranks = ["Failed ms", "Mean ms", "Max ms", "p50 ms", "Requests/s", "p99 ms", "Requests", "Ops/s"];

    public static void Write(TextWriter output, int? width, BatchRun run)
    {
        var window = run.MeasuredTo - run.MeasuredFrom;
        output.WriteLine($"Measured for {Number(window?.TotalSeconds, "0.0")} s; operations are committed ones, counted; times are "
            + "those of successes, Failed ms is the median of failures.");
        output.WriteLine();
        TextTable.Write(output, width, [new("Name"), .. Columns.Select(Column)], [.. run.Metrics.Select(Row)]);
        output.WriteLine();
        MachineSummary.Write(output, width, run);
        WritePlan(output, run);
        WriteTotals(output, run.TestType, run.Totals);
        WriteParents(output, run);
        WriteContention(output, run);
        if (run.Plan is { LoadModel: "Closed", Pacing: null })
        {
            output.WriteLine("Closed loop: clients wait for answers, so stalls of the server are under-represented in these times.");
        }

        WriteArrivals(output, run);
        WriteErrors(output, run);
        WriteTraces(output, run.Traces);
    }

    /// <summary>Failures and p95 are always shown.</summary>
    private static TextColumn Column(Metric metric) =>
        new(metric.Column!, Array.IndexOf(Ranks, metric.Column) is >= 0 and var at ? Ranks.Length - at : TextColumn.Kept);

    private static string[] Row(BatchMetrics row) => [row.ShownName, .. Columns.Select(metric => Figure(metric, row))];

    private static string Figure(Metric metric, BatchMetrics row) =>
        (metric.IsLowerBound(row) ? "≥ " : "") + Number(metric.Read(row), FormatOf(metric.Unit));

    private static string FormatOf(ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Count => "#,0",
        ThresholdUnit.PerSecond => "#,0.0",
        _ => "0.00",
    };

    private static void WriteTotals(TextWriter output, TestType type, RunTotals totals)
    {
        if (totals.Attempts > totals.Batches)
        {
            var what = type == TestType.Volume ? "Requests" : "Batches";
            output.WriteLine($"{what} were sent {Count(totals.Attempts)} times, retries included; operations count once for each time.");
        }

        output.WriteLine($"Whole run: {type.Counted(totals.Batches)}: {Count(totals.Succeeded)} succeeded, {Count(totals.Failed)} "
            + $"failed, {Count(totals.Canceled)} cut off.");
        output.WriteLine(
            $"Operations: {Count(totals.OperationsSent)} sent = {Count(totals.OperationsCommitted)} committed + "
                + $"{Count(totals.OperationsRolledBack)} rolled back"
            + $" + {Count(totals.OperationsFailed)} failed + {Count(totals.OperationsNotAttempted)} not attempted + "
            + $"{Count(totals.OperationsUnknown)} unknown.");
    }

    private static void WriteParents(TextWriter output, BatchRun run)
    {
        if (run.ParentsCreated > 0)
        {
            output.WriteLine($"Besides: {Count(run.ParentsCreated)} parents that batches reused were created before the run, and "
                + $"{Count(run.ParentsDeleted)} of them deleted after it.");
        }
    }

    private static void WriteContention(TextWriter output, BatchRun run)
    {
        if (run.Plan.Contention is not null || run.Totals.Deadlocks > 0)
        {
            output.WriteLine($"Contention: {run.Plan.Contention ?? "none on purpose"}; {Count(run.Totals.Conflicts)} conflicts (409), "
                + $"{Count(run.Totals.Deadlocks)} probable deadlocks (500 after 0.9 s or longer).");
        }
    }

    /// <summary>Writes the run's clients, time and batches beside the planned ones.</summary>
    private static void WritePlan(TextWriter output, BatchRun run)
    {
        var plan = run.Plan;
        var sent = ((run.MeasuredTo ?? run.EndedAt) - run.StartedAt)?.TotalSeconds;
        List<string> figures = [$"{Count(run.ClientsBegun)} of {Count(plan.OwnClients())} clients"];
        if (plan.Duration + (plan.Stages.Count > 0 ? TimeSpan.Zero : plan.WarmUp) is { } planned)
        {
            figures.Add($"{Number(sent, "0.#")} of {Number(planned.TotalSeconds, "0.#")} s");
        }

        if (plan.OwnBatches() is { } batches && run.TestType == TestType.BatchVolume)
        {
            figures.Add($"{Count(run.Totals.Batches)} of {Count(batches)} batches");
        }

        var whole = plan.Segment is { } share ? $"the share {share} of the plan" : "the plan";
        output.WriteLine($"Reached of {whole}: {string.Join(", ", figures)}.");
    }

    private static void WriteArrivals(TextWriter output, BatchRun run)
    {
        if (run.ScheduledArrivals is { } scheduled)
        {
            output.WriteLine($"Arrivals: {Count(scheduled)} due, {Count(run.LateArrivals ?? 0)} late, "
                + $"{Count(run.DroppedArrivals ?? 0)} never sent.");
        }
    }

    private static void WriteErrors(TextWriter output, BatchRun run)
    {
        const int Most = 5;
        var groups = FailureGroup.Of(run.Errors);
        if (groups.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(groups.Count > Most ? $"The {Most} most frequent of {groups.Count} kinds of failure:" : "Failures by kind:");
        foreach (var group in groups.Take(Most))
        {
            WriteGroup(output, run.TestType, group);
        }

        if (groups.Count > Most)
        {
            var rest = groups.Skip(Most).Sum(static g => g.Occurrences);
            var all = groups.Sum(static g => g.Occurrences);
            var share = all == 0 ? 0 : (double)rest / all;
            output.WriteLine($"  {Count(rest)} × all others ({FigureText.Percent(share)} of {Count(all)} failures)");
        }
    }

    /// <summary>A kind with its most frequent texts: of one cause there is often one for each operation of a batch.</summary>
    private static void WriteGroup(TextWriter output, TestType type, FailureGroup group)
    {
        const int Texts = 3;
        var retried = group.Retried == 0 ? "" : $" and {Count(group.Retried)} retried";
        output.WriteLine(
            $"  {Count(group.Occurrences)}{retried} × {Text(group)}{(group.Errors.Count == 1 ? ":" : $", {group.Errors.Count} texts:")}");
        foreach (var error in group.Errors.Take(Texts))
        {
            var times = group.Errors.Count == 1 ? "" : $"{Count(error.Occurrences)} × ";
            var name = type == TestType.Volume ? $"{error.Method} {error.Name}" : error.Name;
            var first = error.FirstCorrelationId is { } id ? $" (first correlation id {id})" : "";
            output.WriteLine($"    {times}{name}: {error.Message}{first}");
        }

        if (group.Errors.Count > Texts)
        {
            output.WriteLine($"    and {Count(group.Errors.Count - Texts)} more");
        }
    }

    private static string Text(FailureGroup group) => string.Join(
        ' ',
        new[] { group.StatusCode?.ToString(CultureInfo.InvariantCulture), group.Kind?.ToString() ?? "other" }.OfType<string>());

    private static void WriteTraces(TextWriter output, RunTraces? traces)
    {
        if (traces is { Sampled: > 0 })
        {
            output.WriteLine();
            output.WriteLine($"Traces: {traces}.");
        }
    }

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
