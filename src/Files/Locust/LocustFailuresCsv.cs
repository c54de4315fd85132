using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary><c>{prefix}_failures.csv</c>: every kind of failure of the load once, with its number and when it was seen.</summary>
internal static class LocustFailuresCsv
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="errors">The run's distinct errors; the rows keep their order.</param>
    public static void Write(Stream stream, IEnumerable<DistinctError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader("Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen");
        foreach (var error in errors.Where(
            static e => e.Occurrences > 0 || e.Retried == 0)) // Locust knows no attempts that were followed by another
        {
            csv.WriteRecord(
                CsvText.Neutral(error.Method),
                CsvText.Neutral(error.Name),
                CsvText.Neutral(error.Kind is { } kind ? $"{kind}: {error.Message}" : error.Message),
                LocustFormat.Count(error.Occurrences),
                LocustFormat.Time(error.FirstSeen),
                LocustFormat.Time(error.LastSeen));
        }
    }
}
