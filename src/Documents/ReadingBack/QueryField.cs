using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>A part of a natural key as a query field.</summary>
/// <param name="Name">Its name, which is the leaf's.</param>
/// <param name="Paths">Where documents hold it; empty where the identity is not known.</param>
/// <param name="Value">The value of the wanted document.</param>
internal sealed record QueryField(string Name, IReadOnlyList<string> Paths, string Value)
{
    /// <summary>The fields of a key, those that tell most documents apart first.</summary>
    /// <param name="identity">The resource's identity; null where it is not known.</param>
    /// <param name="wanted">The document to look for.</param>
    public static IReadOnlyList<QueryField> Of(ResourceIdentity? identity, WantedDocument wanted)
    {
        var key = wanted.Key();
        var leaves = Leaves(key, "").ToList();
        var fields = identity is null
            ? leaves.Select(static l => (Field: new QueryField(l.Name, [], l.Value.ToString()), Rank: Rank(null, l.Path, l.Value)))
            : identity.Leaves.Select(leaf => (Leaf: leaf, Value: leaf.Paths
                .Select(p => KeyFields.Value(key, p) as JsonValue)
                .FirstOrDefault(static v => v is not null)
                    ?? leaves.Find(l => l.Name == leaf.Name).Value))
                .Where(static l => l.Value is not null)
                .Select(
                    static l => (Field: new QueryField(
                        l.Leaf.Name,
                        l.Leaf.Paths,
                        l.Value!.ToString()), Rank: Rank(l.Leaf, l.Leaf.Paths[0], l.Value!)));
        return
        [
            .. fields.OrderBy(
                f => wanted.Unique is { Length: > 0 } unique && f.Field.Value.Contains(unique, StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(static f => f.Rank)
                .Select(static f => f.Field)
                .DistinctBy(static f => f.Name),
        ];
    }

    /// <summary>The value that a document holds; null where it has none.</summary>
    public string? ValueIn(JsonObject document) => Paths.Count == 0
        ? Leaves(document, "").FirstOrDefault(l => l.Name == Name).Value?.ToString()
        : Paths.Select(path => KeyFields.Value(document, path) as JsonValue).FirstOrDefault(static v => v is not null)?.ToString();

    /// <summary>True where a document holds a value in this field, in any letter case.</summary>
    public bool Has(JsonObject document, string value) => string.Equals(ValueIn(document), value, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True where a document that a query by this field finds proves that the field is honoured: its value must not lie in another
    /// reference, too, at which the server may look instead.
    /// </summary>
    public bool IsProvedBy(JsonObject document) => ValueIn(document) is { } value
        && Leaves(document, "")
            .Where(l => l.Name == Name && l.Value.ToString() == value)
            .All(l => Paths.Contains(l.Path) || Paths.Count == 0)
        && (Paths.Count > 0 || Leaves(document, "").Count(l => l.Name == Name) == 1);

    /// <summary>As a query.</summary>
    public string Query(string value) => $"{Name}={Uri.EscapeDataString(value)}";

    /// <summary>Smaller for values that tell more documents apart, and that servers are known to read right.</summary>
    private static int Rank(IdentityLeaf? leaf, string path, JsonValue value)
    {
        var text = value.ToString();
        var kind = value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            || (leaf?.Name ?? path).Contains(
                "schoolYear",
                StringComparison.OrdinalIgnoreCase) ? 8 // never found on any server that was measured
            : leaf?.IsDescriptor == true || text.StartsWith("uri://", StringComparison.OrdinalIgnoreCase) ? 6
            : value.GetValueKind() == JsonValueKind.Number || leaf is { Type: not "string" } ? 4
            : leaf is { IsText: false } ? 2
            : 0;
        return kind + (path.Contains('.', StringComparison.Ordinal) ? 1 : 0);
    }

    private static IEnumerable<(string Name, string Path, JsonValue Value)> Leaves(
        JsonObject node,
        string parent) => node.SelectMany(field => field.Value switch
    {
        JsonObject nested => Leaves(nested, $"{parent}{field.Key}."),
        JsonValue value => [(field.Key, parent + field.Key, value)],
        _ => Array.Empty<(string, string, JsonValue)>(),
    });
}
