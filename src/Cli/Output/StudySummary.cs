using System.Globalization;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes a study's findings: a table, then notes and the recommendation.</summary>
internal static class StudySummary
{
    private static readonly TextColumn[] Sizes =
    [
        new("Triples"), new("Operations", 6), new("Operations/s"), new("95 % interval", 3), new("p50 ms", 5), new("p95 ms"),
        new("p99 ms", 7), new("ms/operation", 4), new("Says", 1),
    ];

    private static readonly TextColumn[] Steps =
    [
        new("Run"), new("Load"), new("Outcome"), new("Batches/s", 5), new("Operations/s", 4), new("p50 ms", 6), new("p95 ms"),
        new("p99 ms", 7), new("Failed %"),
    ];

    public static void Write(TextWriter output, int? width, BatchSizeStudy study)
    {
        output.WriteLine();
        TextTable.Write(output, width, Sizes, [.. study.Points.Select(Row)]);
        output.WriteLine();
        foreach (var note in study.Notes.Concat(
            study.Points
                .Where(static p => p.Note.Length > 0)
                .Select(static p => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{p.TripleCount} {(p.TripleCount == 1 ? "triple" : "triples")}: {p.Note}"))))
        {
            output.WriteLine(note);
        }

        output.WriteLine(study.Recommendation);
    }

    public static void Write(TextWriter output, int? width, BatchCapacity found)
    {
        output.WriteLine();
        TextTable.Write(output, width, Steps, [.. found.Steps.Select(Row)]);
        output.WriteLine();
        output.WriteLine(found.Message);
    }

    private static string[] Row(BatchSizePoint point) =>
    [
        Number(point.TripleCount, "0"), Number(point.OperationCount, "0.#"), Number(point.CommittedOperationsPerSecond, "#,0"),
        point.CommittedOperationsPerSecondLow is null
            ? "-"
            : $"{Number(point.CommittedOperationsPerSecondLow, "#,0")} to {Number(point.CommittedOperationsPerSecondHigh, "#,0")}",
        Number(point.P50Ms, "0.0"), Number(point.P95Ms, "0.0"), Number(point.P99Ms, "0.0"), Number(point.MsPerOperation, "0.000"),
        point.Refused ? "refused (413)" : point.ClientLimited ? "client limited" : point.Recommended ? "recommended" : "",
    ];

    private static string[] Row(BatchCapacityStep step) =>
    [
        Number(step.Number, "0"), Number(step.Load, "#,0.###"), step.Outcome.ToString(), Number(step.BatchesPerSecond, "0.0"), Number(
            step.CommittedOperationsPerSecond,
            "#,0"),
        Number(step.P50Ms, "0.0"), Number(step.P95Ms, "0.0"), Number(step.P99Ms, "0.0"), Number(100 * step.FailureRate, "0.##"),
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
