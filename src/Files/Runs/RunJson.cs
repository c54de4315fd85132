using System.Text.Json;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Stores runs as JSON: camel-case names, enums by name, UTF-8 without BOM, times in ISO 8601, durations as <c>00:05:00</c>.
/// </summary>
internal static class RunJson
{
    /// <summary>Extension of a run's file, in place of that of its results file.</summary>
    public const string Extension = ".run.json";

    /// <summary>Far more than 1,200 intervals and samples of a server take.</summary>
    private const int MaxLength = 256 * 1024 * 1024;

    /// <summary>The run's file beside a results file: <c>results.csv</c> → <c>results.run.json</c>.</summary>
    public static string PathBeside(string resultPath) => Path.ChangeExtension(resultPath, Extension);

    /// <summary>Reads the run's file beside a results file.</summary>
    /// <param name="resultPath">The results file.</param>
    /// <returns>The run; null where there is no run's file.</returns>
    /// <exception cref="BatchPerfException">As <see cref="Read(string)"/>.</exception>
    public static RunDocument? ReadBeside(string resultPath) =>
        PathBeside(resultPath) is var beside && File.Exists(beside) ? Read(beside) : null;

    /// <summary>Reads the run of a path: of a run's file itself, or of the run's file beside results.</summary>
    /// <param name="path">A run's file or a results file.</param>
    /// <exception cref="BatchPerfException"><c>RunNotKnown</c>: there is no run's file beside the results; or as
    /// <see cref="Read(string)"/>.</exception>
    public static RunDocument ReadOf(string path) => IsNamed(path) ? Read(path) : ReadBeside(path) ?? throw new BatchPerfException(
        "RunNotKnown",
        ProblemKind.InvalidInput,
        $"'{path}' has no '{Path.GetFileName(PathBeside(path))}' beside it, so nothing is known of its plan and verdict.",
        $"Put the run's file beside the results, as {new OptionKey("ResultPath")} wrote it.");

    /// <summary>True for a path that is named as JSON; results files are CSV.</summary>
    public static bool IsNamed(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a run as the document that a run's file is.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="document">The run.</param>
    public static void Write(Stream stream, RunDocument document) =>
        JsonSerializer.Serialize(stream, document, RunJsonContext.Default.RunDocument);

    /// <summary>Writes a run's file as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileNotWritable</c>.</exception>
    public static void Write(string path, BatchRun run) => Write(path, ToStore(run, run.ToDocument()));

    /// <summary>
    /// The document as it is written to a run's file: that of a run that is one of several, or that was made of several, keeps times over
    /// time, too.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="document">Its document.</param>
    public static RunDocument ToStore(BatchRun run, RunDocument document) =>
        run.StartAt is not null || run.Plan.Segment is not null || run.Machines.Count > 0
            ? document with { Parts = ArchivedParts.Of(run, document).ToText() }
            : document;

    /// <summary>Writes a run's file as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileNotWritable</c>.</exception>
    public static void Write(string path, RunDocument document) =>
        OutputFile.Write(path, FileAudience.Owner, stream => Write(stream, document), "RunFileNotWritable");

    /// <summary>Reads a run's file.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileNotReadable</c>; <c>RunFileInvalid</c>: it is something else, or its figures do not
    /// add up.</exception>
    public static RunDocument Read(string path)
    {
        try
        {
            var bytes = Bytes(path);
            StrictJson.Check(bytes);
            var document = JsonSerializer.Deserialize(bytes, RunJsonContext.Default.RunDocument);
            return document is not { Version: RunDocument.CurrentVersion } ? throw Invalid(
                path,
                $"its version is {document?.Version}, not {RunDocument.CurrentVersion}")
                : (StoredObject.Problem(document) ?? RunDocumentCheck.Problem(document)) is { } problem ? throw Invalid(path, problem)
                : document.Parts is { } parts ? ArchivedParts.FromText(parts).Complete(document)
                : document;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException)
        {
            throw Invalid(path, JsonFault.Words(exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "RunFileNotReadable",
                ProblemKind.FileNotReadable,
                $"'{path}' cannot be read: {exception.Message}",
                "Check the path and that you may read the file.",
                exception);
        }
    }

    private static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > MaxLength)
        {
            throw Invalid(path, $"it is longer than {MaxLength} bytes");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static BatchPerfException Invalid(string path, string problem, Exception? cause = null) => new(
        "RunFileInvalid",
        ProblemKind.InvalidInput,
        $"'{path}' is not a run's file: {problem}.",
        "Give a .run.json file that this program wrote.",
        cause);
}
