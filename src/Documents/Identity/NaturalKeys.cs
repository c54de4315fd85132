using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>Derives natural keys from documents of the resources that are known here, descriptors included.</summary>
internal static class NaturalKeys
{
    /// <summary>The resources whose identity is known here, sorted; descriptors are known besides.</summary>
    public static IReadOnlyList<string> Resources => KnownIdentities.Names;

    /// <summary>
    /// The fields of a resource's identity as paths with dots into the document; null for a resource that is not known here.
    /// </summary>
    public static IReadOnlyList<string>? FieldsOf(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return KnownIdentities.Of(resource)?.Paths;
    }

    /// <summary>The natural key of a document, flat, as JSON.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="document">The document, a JSON object.</param>
    /// <returns>Null where the resource is not known here, or where the document lacks one of the fields.</returns>
    /// <exception cref="JsonException">The document is not JSON.</exception>
    public static string? Derive(string resource, string document)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(document);
        return KnownIdentities.Of(resource) is { } fields && JsonNode.Parse(document) is JsonObject parsed
            ? fields.Derive(parsed)?.ToJsonString(Json.Compact)
            : null;
    }
}
