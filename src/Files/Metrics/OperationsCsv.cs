using CsvHelper;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Metrics;

/// <summary>
/// <c>operations.csv</c>: the operation ledger, for which Locust has no columns; each row's figures add up to its Sent. Beside it the
/// response times, in milliseconds, of batches of this request name that failed in the measured window; empty where none did.
/// </summary>
internal static class OperationsCsv
{
    private static readonly string[] Failures = ["FailureP50Ms", "FailureP95Ms", "FailureMaxMs"];
    private static readonly string[] None = ["", "", ""];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="rows">By request name and position.</param>
    /// <param name="metrics">The metrics of the same requests, for the response times of failures.</param>
    public static void Write(Stream stream, IEnumerable<OperationLedgerRow> rows, IEnumerable<BatchMetrics> metrics)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var failures = metrics.Where(static m => m.FailureTimeHistogram is not null)
            .GroupBy(static m => m.Name, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => Times(g), StringComparer.Ordinal);
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader(
            ["Name", "Position", "Op", "Resource", "Sent", "Committed", "RolledBack", "Failed", "NotAttempted", "Unknown", .. Failures]);
        foreach (var row in rows)
        {
            csv.WriteRecord(
            [
                CsvText.Neutral(row.Name),
                row.Position is { } position ? LocustFormat.Count(position) : "",
                row.Op?.ToString() ?? "",
                CsvText.Neutral(row.Resource ?? ""),
                LocustFormat.Count(row.Sent),
                LocustFormat.Count(row.Committed),
                LocustFormat.Count(row.RolledBack),
                LocustFormat.Count(row.Failed),
                LocustFormat.Count(row.NotAttempted),
                LocustFormat.Count(row.Unknown),
                .. failures.GetValueOrDefault(row.Name) ?? None,
            ]);
        }
    }

    private static string[] Times(IEnumerable<BatchMetrics> rows)
    {
        var times = new LatencyHistogram();
        var longest = 1000 * (rows.Max(static row => row.FailureMaxMs) ?? 0); // exact, where a histogram knows its bucket
        foreach (var row in rows)
        {
            times.Add(LatencyHistogram.FromBase64(row.FailureTimeHistogram!));
        }

        return times.TotalCount == 0
            ? None
            : [.. new[] { 50.0, 95, 100 }.Select(p => LocustFormat.Ms(Math.Min(times.ValueAtPercentile(p), longest)))];
    }
}
