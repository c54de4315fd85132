using System.Globalization;
using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Metrics;

/// <summary><c>server.csv</c>: the server over time, a row for each interval, source and figure.</summary>
internal static class ServerCsv
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="samples">By source, interval and figure.</param>
    public static void Write(Stream stream, IEnumerable<ServerSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader("StartSeconds", "WidthSeconds", "Source", "Name", "Value");
        foreach (var sample in samples)
        {
            csv.WriteRecord(
                Number(sample.StartSeconds),
                Number(sample.WidthSeconds),
                CsvText.Neutral(PlainText.Line(sample.Source)),
                CsvText.Neutral(PlainText.Line(sample.Name)),
                Number(sample.Value));
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
