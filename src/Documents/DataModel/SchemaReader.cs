using System.Text.Json;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>Reads shapes from the schemas of an OpenAPI document.</summary>
/// <param name="document">The document; it has to stay open only while shapes are read.</param>
internal sealed class SchemaReader(OpenApiDocument document)
{
    private const string ReferenceSuffix = "reference";
    private const int MostDepth = 8;

    /// <summary>
    /// The entity that a component is of: its name without the project's name in front, in lower case without separators.
    /// </summary>
    public static string EntityOf(string component)
    {
        var name = component[(component.LastIndexOf('/') + 1)..];
        var project = name.IndexOf('_', StringComparison.Ordinal);
        return name[(project + 1)..].Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
    }

    /// <summary>The shape of a schema that has properties.</summary>
    public ObjectShape ReadObject(JsonElement schema) => ReadObject(schema, depth: 0);

    private ObjectShape ReadObject(JsonElement schema, int depth)
    {
        HashSet<string> required = OpenApiDocument.Member(schema, "required") is { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Where(static n => n.ValueKind == JsonValueKind.String).Select(static n => n.GetString()!)]
            : [];
        var properties = OpenApiDocument.Member(schema, "properties") is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().Where(static p => IsData(p.Name)).ToArray()
            : [];
        return new ObjectShape(
        [
            .. properties
                .Select(p => Read(p.Value, depth + 1) is { } shape ? new PropertyShape(p.Name, shape, required.Contains(p.Name)) : null)
                .OfType<PropertyShape>(),
        ]);
    }

    /// <summary>False for properties that the server adds by itself.</summary>
    private static bool IsData(string name) => name.Length > 0 && name[0] != '_' && !IsServers(name);

    private static bool IsServers(string name)
        => name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.Equals("link", StringComparison.OrdinalIgnoreCase);

    private Shape? Read(JsonElement schema, int depth)
    {
        if (depth > MostDepth || document.Resolve(schema) is not { } resolved)
        {
            return null;
        }

        var component = OpenApiDocument.ReferenceOf(schema) ?? "";
        if (OpenApiDocument.Member(resolved, "properties") is not null)
        {
            var content = ReadObject(resolved, depth);
            var entity = EntityOf(component);
            return entity.EndsWith(ReferenceSuffix, StringComparison.Ordinal)
                && content.Properties.Count > 0
                && content.Properties.All(static p => p.Shape is ScalarShape)
                ? new ReferenceShape(entity[..^ReferenceSuffix.Length], content.Properties)
                : content;
        }

        return OpenApiDocument.Member(resolved, "items") is { } items ? Read(items, depth + 1) is { } item ? new ListShape(item) : null
            : OpenApiIdentities.TypeOf(resolved) is "string" or "integer" or "number" or "boolean" ? Scalar(resolved)
            : null;
    }

    private static ScalarShape Scalar(JsonElement schema) => new(OpenApiIdentities.TypeOf(schema), OpenApiDocument.Text(schema, "format"))
    {
        MinLength = Length(schema, "minLength") ?? 0,
        MaxLength = Length(schema, "maxLength"),
        Minimum = Number(schema, "minimum"),
        Maximum = Number(schema, "maximum"),
    };

    private static int? Length(JsonElement schema, string name)
        => Number(schema, name) is { } length ? (int)Math.Clamp(length, 0, int.MaxValue) : null;

    private static decimal? Number(JsonElement schema, string name)
        => OpenApiDocument.Member(schema, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value)
            ? Math.Clamp(value, int.MinValue, 9_007_199_254_740_991)
            : null;
}
