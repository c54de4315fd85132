using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>Stores studies as JSON, as <see cref="RunJson"/> writes: camel-case names, enums by name.</summary>
internal static class StudyJson
{
    /// <summary>Writes a study as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, BatchSizeStudy study) => Write(path, study, RunJsonContext.Default.BatchSizeStudy);

    /// <summary>Writes the answer of a search for capacity as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, BatchCapacity found) => Write(path, found, RunJsonContext.Default.BatchCapacity);

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        OutputFile.Write(path, FileAudience.Umask, stream => JsonSerializer.Serialize(stream, value, type));
}
