using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>Compares the identity that a document on the server bears with the natural key that was made for it.</summary>
internal static class IdentityCheck
{
    /// <summary>Whether a document bears a natural key, letter by letter. More strict than a search: a document that passes may be deleted.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="document">As the server shows it.</param>
    /// <param name="naturalKey">Flat (leaf names) or nested as in the document.</param>
    public static bool Bears(string resource, JsonObject document, JsonObject naturalKey)
    {
        if (naturalKey.Count == 0)
        {
            return false;
        }

        if (KnownIdentities.Of(resource) is not { } fields)
        {
            return Shows(document, naturalKey);
        }

        var key = Leaves(naturalKey).ToList();
        return fields.Derive(document) is { } shown
            && key.Count == fields.Paths.Count
            && Leaves(shown).All(leaf => key.Exists(k => k.Name == leaf.Name && Same(k.Value, leaf.Value)));
    }

    /// <summary>Whether two single values are the same: text letter by letter, descriptors in any letter case.</summary>
    public static bool Same(JsonValue one, JsonValue other)
    {
        var (text, second) = (one.ToString(), other.ToString());
        return string.Equals(text, second, text.StartsWith("uri://", StringComparison.OrdinalIgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>A flat key's fields may lie anywhere in a document of a resource whose identity is not known here; a nested key's lie where it has them.</summary>
    private static bool Shows(JsonObject document, JsonObject key) => key.All(field => field.Value switch
    {
        JsonObject nested => document[field.Key] is JsonObject child && Shows(child, nested),
        JsonValue value => Leaves(document).Any(leaf => leaf.Name == field.Key && Same(value, leaf.Value)),
        _ => false,
    });

    private static IEnumerable<(string Name, JsonValue Value)> Leaves(JsonObject node) => node.SelectMany(static field => field.Value switch
    {
        JsonObject nested => Leaves(nested),
        JsonValue value => [(field.Key, value)],
        _ => Array.Empty<(string, JsonValue)>(),
    });
}
