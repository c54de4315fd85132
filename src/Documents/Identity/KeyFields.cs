using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>The fields of a document that make its natural key, as paths with dots, in order.</summary>
internal sealed class KeyFields
{
    private readonly string[][] _paths;
    private readonly bool _flat;

    public KeyFields(IReadOnlyList<string> paths)
    {
        Paths = paths;
        _paths = [.. paths.Select(static p => p.Split('.'))];
        _flat = _paths.Select(static p => p[^1]).Distinct(StringComparer.Ordinal).Count() == _paths.Length;
    }

    public IReadOnlyList<string> Paths { get; }

    /// <summary>The leaf names, which are also the names of the query fields.</summary>
    public IEnumerable<string> Leaves => _paths.Select(static p => p[^1]);

    /// <summary>
    /// The natural key of a document: flat (leaf names) where the leaf names differ, nested as in the document otherwise.
    /// </summary>
    /// <returns>Null where the document lacks one of the fields.</returns>
    public JsonObject? Derive(JsonObject document)
    {
        var key = new JsonObject();
        foreach (var path in _paths)
        {
            if (Value(document, path) is not JsonValue value)
            {
                return null;
            }

            var target = _flat ? key : Nest(key, path);
            target[path[^1]] = value.DeepClone();
        }

        return key;
    }

    public static JsonNode? Value(JsonObject document, string path) => Value(document, path.Split('.'));

    private static JsonNode? Value(JsonObject document, string[] path)
    {
        JsonNode? node = document;
        foreach (var name in path)
        {
            node = node is JsonObject parent && parent.TryGetPropertyValue(name, out var child) ? child : null;
        }

        return node;
    }

    private static JsonObject Nest(JsonObject root, string[] path)
    {
        var target = root;
        foreach (var name in path[..^1])
        {
            if (target[name] is not JsonObject child)
            {
                child = [];
                target[name] = child;
            }

            target = child;
        }

        return target;
    }
}
