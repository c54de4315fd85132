using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>A resource of an OpenAPI document: the schema of its documents, and its query fields.</summary>
internal sealed class OpenApiResource
{
    private const string Unknown = "it does not say what a document consists of";
    private readonly OpenApiDocument _document;
    private readonly JsonElement _body;
    private readonly HashSet<string> _required;

    private OpenApiResource(OpenApiDocument document, JsonElement path, JsonElement body)
    {
        _document = document;
        _body = body;
        _required = OpenApiDocument.Member(body, "required") is { ValueKind: JsonValueKind.Array } required
            ? [.. required.EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.String).Select(static r => r.GetString()!)]
            : [];
        Query = ReadQuery(path);
    }

    /// <summary>Query fields: name, and whether it is flagged as part of the identity.</summary>
    public IReadOnlyDictionary<string, bool> Query { get; }

    /// <summary>The properties of a document.</summary>
    public IEnumerable<JsonProperty> Properties => PropertiesOf(_body);

    /// <exception cref="FormatException">The OpenAPI document does not state the schema.</exception>
    public static OpenApiResource Read(OpenApiDocument document, JsonElement path)
    {
        var body = BodyOf(document, path);
        return document.Resolve(body) is { } resolved && PropertiesOf(resolved).Any()
            ? new OpenApiResource(document, path, resolved)
            : throw new FormatException(Unknown);
    }

    /// <summary>The schema of a POST's body, as the path states it: mostly a reference to a component.</summary>
    /// <exception cref="FormatException">The OpenAPI document does not state the schema.</exception>
    public static JsonElement BodyOf(OpenApiDocument document, JsonElement path)
    {
        var content = OpenApiDocument.Member(path, "post") is { } post
            && OpenApiDocument.Member(post, "requestBody") is { } request && document.Resolve(request) is { } resolved
            ? OpenApiDocument.Member(resolved, "content")
            : null;
        return (content is { ValueKind: JsonValueKind.Object } types
            ? types.EnumerateObject()
                .Select(static t => OpenApiDocument.Member(t.Value, "schema"))
                .FirstOrDefault(static s => s is not null)
            : null) ?? throw new FormatException(Unknown);
    }

    /// <summary>True where a schema is flagged as part of the identity.</summary>
    public static bool IsIdentity(JsonElement? schema)
        => schema is { } element && OpenApiDocument.Member(element, "x-Ed-Fi-isIdentity") is { ValueKind: JsonValueKind.True };

    public bool IsRequired(string property) => _required.Contains(property);

    /// <summary>The properties of the reference that a property is; null where it is no reference.</summary>
    public IReadOnlyList<JsonProperty>? ReferenceOf(JsonProperty property)
        => property.Name.EndsWith("Reference", StringComparison.Ordinal) && _document.Resolve(property.Value) is { } target
            ? [.. PropertiesOf(target).Where(
                p => !string.Equals(p.Name, "link", StringComparison.Ordinal)
                    && p.Name[0] != '_'
                    && OpenApiDocument.ReferenceOf(p.Value) is null)]
            : null;

    public JsonElement? Resolve(JsonElement schema) => _document.Resolve(schema);

    private static IEnumerable<JsonProperty> PropertiesOf(JsonElement schema)
        => OpenApiDocument.Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties
        ? properties.EnumerateObject().Where(static p => p.Name.Length > 0)
        : [];

    private Dictionary<string, bool> ReadQuery(JsonElement path)
    {
        var query = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (OpenApiDocument.Member(path, "get") is { } get
            && OpenApiDocument.Member(get, "parameters") is { ValueKind: JsonValueKind.Array } parameters)
        {
            foreach (var parameter in parameters.EnumerateArray().Select(_document.Resolve).OfType<JsonElement>())
            {
                if (OpenApiDocument.Text(parameter, "name") is { } name)
                {
                    query[name] = query.GetValueOrDefault(name) || IsIdentity(parameter);
                }
            }
        }

        return query;
    }
}
