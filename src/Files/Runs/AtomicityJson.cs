using System.Text.Json;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Stores the verdicts of a test of atomicity as a JSON array, as <see cref="RunJson"/> writes: camel-case names, enums by name.
/// </summary>
internal static class AtomicityJson
{
    /// <summary>Writes the file as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, IReadOnlyList<BatchAtomicityResult> results) =>
        OutputFile.Write(
            path,
            FileAudience.Umask,
            stream => JsonSerializer.Serialize(stream, results, RunJsonContext.Default.IReadOnlyListBatchAtomicityResult));
}
