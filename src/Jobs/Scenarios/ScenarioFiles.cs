using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The templates of a folder: one file a scenario, one of shared fixtures, one of the mix.</summary>
/// <param name="folder">The folder; it is created where it is missing.</param>
internal sealed class ScenarioFiles(string folder)
{
    /// <summary>The file of shared fixtures; no resource's name begins in this way.</summary>
    public const string FixturesName = "_fixtures.json";

    private const string AsideSuffix = ".old";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The file of the mix.</summary>
    public const string MixName = "_mix.json";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The file of a resource's scenario.</summary>
    public string PathOf(string segment) => Path.Combine(folder, segment + ".json");

    /// <summary>Refuses to replace files that are there.</summary>
    /// <exception cref="BatchPerfException">ScenarioFileExists.</exception>
    public void RequireNew(IEnumerable<string> segments, bool mix)
    {
        var there = segments
            .Select(PathOf)
            .Concat(mix ? [Path.Combine(folder, MixName)] : Array.Empty<string>())
            .Where(File.Exists)
            .ToList();
        if (there.Count > 0)
        {
            throw new BatchPerfException(
                "ScenarioFileExists",
                ProblemKind.InvalidInput,
                there.Count == 1 ? $"{there[0]} is there already." : $"{there.Count} of the files are there already, such as {there[0]}.",
                $"Name another folder, or replace them with {new OptionKey("Force")}.");
        }
    }

    /// <summary>Writes one file, whole or not at all.</summary>
    /// <exception cref="BatchPerfException">OutputDirectoryNotWritable, OutputNotWritable.</exception>
    public void Write(string name, string text)
    {
        OutputDirectory.Check(folder);
        OutputFile.Write(
            Path.Combine(folder, name),
            FileAudience.Umask,
            stream => stream.Write(Encoding.UTF8.GetBytes(text)),
            FileClaim.NotWritableId);
    }

    /// <summary>Writes the file of fixtures; others that it has stay in it, behind these.</summary>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: the present file cannot be read.</exception>
    public void WriteFixtures(IReadOnlyList<MadeDocument> fixtures)
    {
        var names = fixtures.Select(static f => f.Resource.Segment).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = Fixtures().Where(k => !names.Contains((string?)(k["name"] ?? k["resource"]) ?? "")).ToList();
        if (fixtures.Count + kept.Count > 0)
        {
            Write(FixturesName, TemplateWriter.Fixtures(fixtures, kept));
        }
    }

    /// <summary>
    /// Moves the file of a scenario that can no longer be made out of the way of loads, which read every <c>*.json</c>. Nothing is lost.
    /// </summary>
    /// <returns>Its new path; null where there was no file.</returns>
    /// <exception cref="BatchPerfException">OutputNotWritable.</exception>
    public string? MoveAside(string segment)
    {
        var path = PathOf(segment);
        var aside = path + AsideSuffix;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            File.Move(path, aside, overwrite: true);
            return aside;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                FileClaim.NotWritableId,
                ProblemKind.File,
                $"{path} is there from before and cannot be moved to {aside}: {exception.Message.TrimEnd('.')}.",
                "Move it away: a load of the folder would send its records.",
                exception);
        }
    }

    private IReadOnlyList<JsonObject> Fixtures()
    {
        var path = Path.Combine(folder, FixturesName);
        try
        {
            return File.Exists(path)
                && JsonNode.Parse(File.ReadAllText(path), documentOptions: Lenient) is JsonObject file
                && file["documents"] is JsonArray documents
                ? [.. documents.OfType<JsonObject>()]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new BatchPerfException(
                "ScenarioTemplateInvalid",
                ProblemKind.InvalidInput,
                $"{path} cannot be read, so that its fixtures would be lost: {JsonFault.Words(exception)}.",
                "Correct it or move it away.",
                exception);
        }
    }
}
