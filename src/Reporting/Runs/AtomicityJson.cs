using System.Text.Json;

namespace EdFi.BatchPerf.Reporting.Runs;

/// <summary>Stores the verdicts of a test of atomicity as a JSON array, as <see cref="RunJson"/> writes: camel-case names, enums by name.</summary>
public static class AtomicityJson
{
    /// <summary>Writes the file as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, IReadOnlyList<BatchAtomicityResult> results)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, results, RunJsonContext.Default.IReadOnlyListBatchAtomicityResult);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.NotWritable(path, "ReportNotWritable", exception);
        }
    }
}
