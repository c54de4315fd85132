using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Compares the identity that a document on the server bears with the natural key that was made for it.</summary>
internal static class IdentityCheck
{
    /// <summary>True where a document of a built-in resource bears a natural key, letter by letter.</summary>
    /// <inheritdoc cref="Bears(ResourceIdentity?, JsonObject, JsonObject, bool)"/>
    public static bool Bears(string resource, JsonObject document, JsonObject naturalKey) =>
        Bears(BuiltInIdentities.Of(resource), document, naturalKey);

    /// <summary>
    /// True where a document bears a natural key, letter by letter. More strict than a search: a document that passes may be deleted.
    /// </summary>
    /// <param name="identity">Identity by which the server tells the resource's documents from each other; null where not known.</param>
    /// <param name="document">As the server shows it.</param>
    /// <param name="naturalKey">Flat (leaf names) or nested as in the document.</param>
    /// <param name="anyCase">True to compare text in any letter case: enough to find a document, never to delete it.</param>
    public static bool Bears(ResourceIdentity? identity, JsonObject document, JsonObject naturalKey, bool anyCase = false)
    {
        Func<JsonValue, JsonValue, bool> same = anyCase ? SameInAnyCase : Same;
        if (naturalKey.Count == 0 || identity is null)
        {
            return naturalKey.Count > 0 && Shows(document, naturalKey, same);
        }

        var key = Leaves(naturalKey).ToList();
        return identity.Leaves.All(leaf => Held(leaf, document, naturalKey, key, same))
            && key.TrueForAll(k => identity.Paths.Any(
                path => LastName(path) == k.Name && KeyFields.Value(document, path) is JsonValue value && same(k.Value, value)));
    }

    /// <summary>True where two single values are the same: text letter by letter, descriptors in any letter case.</summary>
    public static bool Same(JsonValue one, JsonValue other)
    {
        var (text, second) = (one.ToString(), other.ToString());
        return string.Equals(
            text,
            second,
            text.StartsWith("uri://", StringComparison.OrdinalIgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static bool SameInAnyCase(JsonValue one, JsonValue other) =>
        string.Equals(one.ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the document has a value of the identity, and nowhere another one than the key has.</summary>
    private static bool Held(
        IdentityLeaf leaf,
        JsonObject document,
        JsonObject naturalKey,
        List<(string Name, JsonValue Value)> key,
        Func<JsonValue, JsonValue, bool> same)
    {
        var shown = leaf.Paths
            .Select(path => (Path: path, Value: KeyFields.Value(document, path) as JsonValue))
            .Where(static s => s.Value is not null)
            .ToList();
        return shown.Count > 0 && shown.TrueForAll(s => KeyFields.Value(naturalKey, s.Path) is JsonValue placed
            ? same(placed, s.Value!)
            : key.Exists(k => k.Name == LastName(s.Path) && same(k.Value, s.Value!)));
    }

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>
    /// A flat key's fields may lie anywhere in a document of a resource whose identity is not known here; a nested key's lie where it has
    /// them.
    /// </summary>
    private static bool Shows(
        JsonObject document,
        JsonObject key,
        Func<JsonValue, JsonValue, bool> same) => key.All(field => field.Value switch
    {
        JsonObject nested => document[field.Key] is JsonObject child && Shows(child, nested, same),
        JsonValue value => Leaves(document).Any(leaf => leaf.Name == field.Key && same(value, leaf.Value)),
        _ => false,
    });

    private static IEnumerable<(string Name, JsonValue Value)> Leaves(JsonObject node) => node.SelectMany(static field => field.Value switch
    {
        JsonObject nested => Leaves(nested),
        JsonValue value => [(field.Key, value)],
        _ => Array.Empty<(string, JsonValue)>(),
    });
}
