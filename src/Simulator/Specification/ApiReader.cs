using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>
/// Reads an OpenAPI document as far as it describes resources. It understands documents of a DMS and the published specifications, which
/// differ in the names of components and in the properties flagged as identity.
/// </summary>
internal static class ApiReader
{
    private const int ProjectAndSegment = 2;

    /// <param name="text">The document, UTF-8, with or without a byte order mark.</param>
    /// <param name="name">Name of the document in messages.</param>
    /// <exception cref="SpecificationException">It is no OpenAPI document, or has no resource that can be written.</exception>
    public static ApiDocument Read(byte[] text, string name)
    {
        using var json = Parse(text, name);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("openapi", out _)
            || !root.TryGetProperty("paths", out var paths)
            || paths.ValueKind != JsonValueKind.Object)
        {
            throw new SpecificationException($"The file '{name}' is no OpenAPI 3 document with paths.");
        }

        var components = new ComponentReader(root, name);
        var resources = paths.EnumerateObject().Select(path => Resource(path, components)).OfType<ApiResource>().ToList();
        return resources.Count > 0
            ? new(resources, resources.Exists(Flags), Version(root), text)
            : throw new SpecificationException($"The file '{name}' has no path /project/resource with a POST whose body it describes.");
    }

    private static JsonDocument Parse(byte[] text, string name)
    {
        try
        {
            return JsonDocument.Parse(text.AsMemory(text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (JsonException e)
        {
            throw new SpecificationException($"The file '{name}' is not JSON: {e.Message}", e);
        }
    }

    private static ApiResource? Resource(JsonProperty path, ComponentReader components)
    {
        var segments = path.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length != ProjectAndSegment || segments[1].StartsWith('{'))
        {
            return null;
        }

        var schema = In(path.Value, "post", "requestBody", "content", "application/json", "schema");
        var component = schema.ValueKind == JsonValueKind.Object ? ComponentReader.NameOf(schema) : null;
        return component is null
            ? null
            : new(segments[0], segments[1], EntityName.Of(component), components.Component(component), [.. Query(path.Value)]);
    }

    private static IEnumerable<ApiParameter> Query(JsonElement path)
    {
        var parameters = In(path, "get", "parameters");
        return parameters.ValueKind != JsonValueKind.Array
            ? []
            : parameters.EnumerateArray()
                .Where(static p => Text(p, "in") == "query" && Text(p, "name") is not null and not "id")
                .Select(static p => new ApiParameter(Text(p, "name")!, ComponentReader.IsTrue(p, ComponentReader.IdentityFlag)));
    }

    private static bool Flags(ApiResource resource) =>
        resource.Body.Properties.Any(static p => p is { Kind: FieldKind.Reference, IsIdentity: true });

    private static string Version(JsonElement root) => Text(In(root, "info"), "version") ?? "";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement In(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }
}
