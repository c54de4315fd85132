using CsvHelper;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Metrics;

/// <summary><c>operations.csv</c>: the operation ledger, for which Locust has no columns. Each row's figures add up to its Sent.</summary>
public static class OperationsCsv
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="rows">By request name and position.</param>
    public static void Write(Stream stream, IEnumerable<OperationLedgerRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader("Name", "Position", "Op", "Resource", "Sent", "Committed", "RolledBack", "Failed", "NotAttempted", "Unknown");
        foreach (var row in rows)
        {
            csv.WriteRecord(
                CsvText.Neutral(row.Name),
                row.Position is { } position ? LocustFormat.Count(position) : "",
                row.Op?.ToString() ?? "",
                CsvText.Neutral(row.Resource ?? ""),
                LocustFormat.Count(row.Sent),
                LocustFormat.Count(row.Committed),
                LocustFormat.Count(row.RolledBack),
                LocustFormat.Count(row.Failed),
                LocustFormat.Count(row.NotAttempted),
                LocustFormat.Count(row.Unknown));
        }
    }
}
