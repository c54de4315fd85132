using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The templates of a folder: one file a scenario, one of shared fixtures, one of the mix.</summary>
/// <param name="folder">The folder; it is created where it is missing.</param>
/// <param name="replace">True to replace fixtures that its file had before; otherwise they stay as they are, edits included.</param>
internal sealed class ScenarioFiles(string folder, bool replace)
{
    /// <summary>The file of shared fixtures; no resource's name begins in this way.</summary>
    public const string FixturesName = "_fixtures.json";

    private const string AsideSuffix = ".old";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The file of the mix.</summary>
    public const string MixName = "_mix.json";

    private HashSet<string>? _before;

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

    /// <summary>
    /// Writes the file of fixtures. Others that it has stay in it, behind these; one of the same name stays in its place where nothing
    /// from before is to be replaced. A file that would say the same is not touched, so that its comments stay.
    /// </summary>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: the present file cannot be read.</exception>
    public void WriteFixtures(IReadOnlyList<MadeDocument> fixtures)
    {
        var present = Fixtures();
        _before ??= replace ? [] : present.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = fixtures.Select(static f => f.Resource.Segment).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = present.Where(k => !names.Contains(NameOf(k))).ToList();
        var own = present.Where(k => _before.Contains(NameOf(k))).DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        if (fixtures.Count + kept.Count > 0 && !fixtures.All(f => own.ContainsKey(f.Resource.Segment)))
        {
            Write(FixturesName, TemplateWriter.Fixtures(fixtures, own, kept));
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
        for (var number = 2; File.Exists(aside); number++)
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{path}{AsideSuffix}{number}");
        }

        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            File.Move(path, aside);
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

    /// <summary>By what templates refer to a fixture; empty where the file does not say it in a text.</summary>
    private static string NameOf(JsonObject fixture) =>
        (fixture["name"] ?? fixture["resource"]) is JsonValue value && value.TryGetValue<string>(out var name) ? name : "";

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
