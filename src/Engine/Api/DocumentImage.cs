using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Api;

/// <summary>A document as a single-resource endpoint showed it.</summary>
public sealed class DocumentImage
{
    private static readonly string[] Metadata = ["id", "_etag", "_lastModifiedDate"];
    private readonly JsonObject _content;

    internal DocumentImage(JsonObject document)
    {
        Id = Text(document, "id");
        ETag = Text(document, "_etag");
        _content = (JsonObject)document.DeepClone();
        foreach (var name in Metadata)
        {
            _content.Remove(name);
        }
    }

    /// <summary>The server's id; null where it shows none.</summary>
    public string? Id { get; }

    /// <summary>The ETag; null where the server shows none.</summary>
    public string? ETag { get; }

    /// <summary>What was written, as JSON: the document without <c>id</c>, <c>_etag</c> and <c>_lastModifiedDate</c>.</summary>
    public string Content => _content.ToJsonString(Compact);

    /// <summary>What tells this image from a later one: <c>name: before → after</c> for each difference; null where body, ETag and id are equal.</summary>
    public string? DifferenceTo(DocumentImage later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var differences = _content.Select(static p => p.Key).Union(later._content.Select(static p => p.Key), StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(_content[name], later._content[name]))
            .Select(name => $"{name}: {Show(_content[name])} → {Show(later._content[name])}")
            .ToList();
        Add("_etag", ETag, later.ETag);
        Add("id", Id, later.Id);
        return differences.Count == 0 ? null : string.Join(", ", differences);

        void Add(string name, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                differences.Add($"{name}: {before ?? "none"} → {after ?? "none"}");
            }
        }
    }

    private static string Show(JsonNode? node) => node?.ToJsonString(Compact) ?? "none";

    private static JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Text(JsonObject document, string name) => document[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
