using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Api;

/// <summary>A document as a single-resource endpoint showed it.</summary>
internal sealed class DocumentImage
{
    private readonly JsonObject _content;

    internal DocumentImage(JsonObject document)
    {
        Id = DocumentId.TryParse(Text(document, "id"));
        ETag = Text(document, "_etag");
        _content = (JsonObject)document.DeepClone();
        Strip(_content, isDocument: true);
    }

    /// <summary>Reads the document that a GET by id answered with.</summary>
    /// <param name="body">The answer's body in UTF-8.</param>
    /// <returns>Null where it is not one document.</returns>
    public static DocumentImage? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonObject document ? new DocumentImage(document) : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // an ArgumentException is a field that the document has twice
        }
    }

    /// <summary>Reads the documents of a page.</summary>
    /// <param name="body">The answer's body in UTF-8.</param>
    /// <returns>Null where it is not an array of documents.</returns>
    public static IReadOnlyList<DocumentImage>? TryReadList(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonArray list && list.All(static d => d is JsonObject)
                ? [.. list.OfType<JsonObject>().Select(static d => new DocumentImage(d))]
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // an ArgumentException is a field that a document has twice
        }
    }

    /// <summary><see cref="Content"/> without a copy; do not modify it.</summary>
    internal JsonObject Fields => _content;

    /// <summary>The server's id; null where it shows none, or something that cannot be one.</summary>
    public DocumentId? Id { get; }

    /// <summary>The ETag; null where the server shows none.</summary>
    public string? ETag { get; }

    /// <summary>Content of the document as JSON: without <c>id</c>, fields that begin with <c>_</c>, and the links of references.</summary>
    public string Content => _content.ToJsonString(Compact);

    /// <summary>
    /// Returns the differences of a later image from this one, <c>name: before → after</c> for each; null where body, ETag and id are
    /// equal.
    /// </summary>
    public string? DifferenceTo(DocumentImage later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var differences = _content.Select(static p => p.Key).Union(later._content.Select(static p => p.Key), StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(_content[name], later._content[name]))
            .Select(name => $"{name}: {Show(_content[name])} → {Show(later._content[name])}")
            .ToList();
        Add("_etag", ETag, later.ETag);
        Add("id", Id?.ToString(), later.Id?.ToString());
        return differences.Count == 0 ? null : string.Join(", ", differences);

        void Add(string name, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                differences.Add($"{name}: {before ?? "none"} → {after ?? "none"}");
            }
        }
    }

    /// <summary>
    /// Takes out the properties that servers add: a write that repeats them is refused by some servers, or changes other writers' work.
    /// </summary>
    private static void Strip(JsonObject node, bool isDocument)
    {
        foreach (var (name, value) in node.ToList())
        {
            if (isDocument ? name == "id" || name.StartsWith('_') : name == "link" && value is JsonObject link && link.ContainsKey("href"))
            {
                node.Remove(name);
                continue;
            }

            foreach (var child in value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject single ? [single] : [])
            {
                Strip(child, isDocument: false);
            }
        }
    }

    private static string Show(JsonNode? node) => node?.ToJsonString(Compact) ?? "none";

    private static JsonSerializerOptions Compact { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Text(JsonObject document, string name) =>
        document[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
