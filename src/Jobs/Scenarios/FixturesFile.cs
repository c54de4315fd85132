using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// The file of shared fixtures, which an operator may have edited: nothing of it is lost. Before it is written anew for the first time, it
/// is copied to where no load reads it.
/// </summary>
/// <param name="files">The folder.</param>
/// <param name="replace">True to replace fixtures that were there before; otherwise they stay as they are.</param>
/// <param name="warn">Receives the path of the copy, as a warning.</param>
internal sealed class FixturesFile(ScenarioFiles files, bool replace, Action<string> warn)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly string _path = Path.Combine(files.Folder, ScenarioFiles.FixturesName);
    private HashSet<string>? _before;
    private bool _written;

    /// <summary>Makes sure that the file, where it is there, can be carried over; writes nothing.</summary>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid.</exception>
    public void Check() => Read();

    /// <summary>
    /// Writes the fixtures. What the file has stays in it, in its order; one of the same name stays as it is unless it is to be replaced.
    /// Others are put before the first one that refers to them, else behind all; what one of these refers to is put before it.
    /// </summary>
    /// <exception cref="BatchPerfException">
    /// ScenarioTemplateInvalid: the file cannot be read, or fixtures would refer to each other in a circle; OutputDirectoryNotWritable,
    /// OutputNotWritable.
    /// </exception>
    public void Write(IReadOnlyList<MadeDocument> fixtures)
    {
        var present = Read();
        _before ??= replace ? [] : present.Select(static f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<MadeDocument> made = [.. fixtures.Where(f => !_before.Contains(f.Resource.Segment))];
        if (made.Count == 0)
        {
            return;
        }

        var names = made.Select(static f => f.Resource.Segment).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var text = TemplateWriter.Fixtures(Order(
            Merge([.. present.Where(f => !names.Contains(f.Name)).Select(static f => f.Fixture)], made)));
        if (!_written && File.Exists(_path))
        {
            if (File.ReadAllText(_path) == text)
            {
                return;
            }

            var copy = ScenarioFiles.CopyAside(_path);
            warn($"{_path} is written anew. What it was before, comments included, is in {copy}, which no load reads.");
        }

        files.Write(ScenarioFiles.FixturesName, text);
        _written = true;
    }

    /// <summary>True for a fixture that was in the file before and stays as it was, so that lessons do not reach it.</summary>
    public bool Keeps(string name) => _before?.Contains(name) == true;

    /// <summary>The text of a file with some of the fixtures, and with those that these refer to.</summary>
    /// <returns>Null where there are none.</returns>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid.</exception>
    public string? Part(IEnumerable<string> names)
    {
        var all = Read();
        var needed = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var before = -1; needed.Count != before;)
        {
            before = needed.Count;
            var text = string.Concat(all.Where(f => needed.Contains(f.Name)).Select(static f => f.Fixture.ToJsonString()));
            needed.UnionWith(all.Select(static f => f.Name)
                .Where(name => FixtureOrder.Names(text, name)));
        }

        List<JsonObject> part = [.. all.Where(f => needed.Contains(f.Name)).Select(static f => f.Fixture)];
        return part.Count == 0 ? null : TemplateWriter.Fixtures(part);
    }

    /// <summary>Inserts fixtures, which are in the order of creation, so that each stands before those that refer to it.</summary>
    private static List<JsonObject> Merge(List<JsonObject> kept, IReadOnlyList<MadeDocument> made)
    {
        var behind = kept.Count; // those that none of the file refers to
        foreach (var document in made.Reverse())
        {
            var name = document.Resource.Segment;
            var first = kept.FindIndex(f => FixtureOrder.Names(f.ToJsonString(), name));
            behind = first < 0 || behind < first ? behind : first;
            kept.Insert(behind, TemplateWriter.Fixture(document));
        }

        return kept;
    }

    private IReadOnlyList<JsonObject> Order(IEnumerable<JsonObject> fixtures)
    {
        try
        {
            return FixtureOrder.Of([.. fixtures.Select(static f => (NameOf(f), f))]);
        }
        catch (FormatException exception)
        {
            throw new BatchPerfException(
                "ScenarioTemplateInvalid",
                ProblemKind.InvalidInput,
                $"The fixtures of {_path} and those to be added cannot be put in an order: {exception.Message}.",
                $"Correct the file, move it away, or replace its fixtures with {new OptionKey("Force")}.",
                exception);
        }
    }

    private IReadOnlyList<(string Name, JsonObject Fixture)> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(_path), documentOptions: Lenient) is JsonObject file
                && file["documents"] is JsonArray documents
                && documents.All(static document => document is JsonObject)
                ? [.. documents.Select(static document => (NameOf(document!.AsObject()), document!.AsObject()))]
                : throw Invalid("it is not an object with documents, a list of objects", cause: null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Invalid(JsonFault.Words(exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Returns the name by which templates refer to a fixture; empty where the file has none as a text.</summary>
    private static string NameOf(JsonObject fixture) =>
        (fixture["name"] ?? fixture["resource"]) is JsonValue value && value.TryGetValue<string>(out var name) ? name : "";

    private BatchPerfException Invalid(string why, Exception? cause) => new(
        "ScenarioTemplateInvalid",
        ProblemKind.InvalidInput,
        $"{_path} cannot be read, so that its fixtures would be lost: {why}. Nothing was written.",
        "Correct it or move it away.",
        cause);
}
