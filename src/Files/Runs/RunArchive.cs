using System.Text.Json;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// A run as one line of text: its document, and of a run in memory also the data that <c>.run.json</c> leaves out, so that the run that is
/// read back answers everything as the run itself does. JSON, compressed, in base64.
/// </summary>
internal static class RunArchive
{
    private const string Prefix = "BatchRun1:";

    /// <summary>The text of a run in memory, or of a stored one.</summary>
    /// <param name="run">A <see cref="BatchRun"/> or a <see cref="RunDocument"/>; null gives null, and so does anything else.</param>
    public static string? Write(object? run) => run switch
    {
        BatchRun live when live.ToDocument() is var document => Text(
            new ArchivedRun { Document = document, Parts = ArchivedParts.Of(live, document) }),
        RunDocument document => Text(new ArchivedRun { Document = document }),
        _ => null,
    };

    /// <summary>Reads the text of <see cref="Write"/>: a <see cref="BatchRun"/> or a <see cref="RunDocument"/>.</summary>
    /// <exception cref="BatchPerfException"><c>ArchiveInvalid</c>: it is something else, cut off, or its figures do not add up.</exception>
    public static object Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var bytes = PackedText.Read(Prefix, text);
            StrictJson.Check(bytes);
            var archive = JsonSerializer.Deserialize(bytes, ArchiveJsonContext.Default.ArchivedRun);
            return archive is not { Document.Version: RunDocument.CurrentVersion } ? throw Invalid("it is of another version")
                : (StoredObject.Problem(archive) ?? Problem(archive.Document)) is { } problem ? throw Invalid(problem)
                : archive.Parts is { } parts ? new StoredRun(parts.Complete(archive.Document), parts)
                : archive.Document;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or InvalidDataException or NotSupportedException
                or FormatException or ArgumentException)
        {
            throw Invalid(exception.Message.TrimEnd('.'), exception);
        }
    }

    private static string? Problem(RunDocument run) =>
        run.EndedAt is null ? RunDocumentCheck.OfParts(run) : RunDocumentCheck.Problem(run);

    private static string Text(ArchivedRun run) => PackedText.Write(Prefix, run, ArchiveJsonContext.Default.ArchivedRun);

    private static BatchPerfException Invalid(string problem, Exception? cause = null) => new(
        "ArchiveInvalid",
        ProblemKind.InvalidInput,
        $"The property Archive of a run that was stored cannot be read: {problem}.",
        "Store the run anew, whole, or give its .run.json file.",
        cause);
}
