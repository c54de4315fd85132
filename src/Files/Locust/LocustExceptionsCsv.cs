using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary><c>{prefix}_exceptions.csv</c>: errors inside the client itself; only a header where there is none.</summary>
internal static class LocustExceptionsCsv
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="fault">The run's fault; null for none.</param>
    public static void Write(Stream stream, string? fault)
    {
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader("Count", "Message", "Traceback", "Nodes");
        if (fault is not null)
        {
            csv.WriteRecord("1", CsvText.Neutral(PlainText.Line(fault)), "", "local");
        }
    }
}
