using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>Options for writing JSON, compact and with letters of any language unescaped, and iteration over a document's values.</summary>
internal static class Json
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every string value at any depth, in the order in which they stand.</summary>
    public static IEnumerable<string> Texts(JsonNode? node)
        => Values(node).Select(static v => v.TryGetValue<string>(out var text) ? text : null).OfType<string>();

    /// <summary>Every single value at any depth, in the order in which they stand.</summary>
    public static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(static field => Values(field.Value)),
        JsonArray list => list.SelectMany(Values),
        JsonValue value => [value],
        _ => [],
    };
}
