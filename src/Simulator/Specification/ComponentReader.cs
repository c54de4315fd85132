using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>Reads the components of a document, each once.</summary>
internal sealed class ComponentReader(JsonElement root, string name)
{
    public const string IdentityFlag = "x-Ed-Fi-isIdentity";
    private const string Prefix = "#/components/schemas/";
    private static readonly string[] OfTheServer = ["id", "link", "_etag", "_lastModifiedDate"];
    private readonly Dictionary<string, ApiObject> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>The component that a schema refers to, itself or as the only part of <c>allOf</c>; null where it refers to none.</summary>
    public static string? NameOf(JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() == 1)
        {
            schema = parts[0];
        }

        return schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String
            && reference.GetString()!.StartsWith(Prefix, StringComparison.Ordinal)
            ? reference.GetString()![Prefix.Length..]
            : null;
    }

    public static bool IsTrue(JsonElement element, string flag) =>
        element.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;

    /// <exception cref="SpecificationException">There is no such component, or it contains itself.</exception>
    public ApiObject Component(string component)
    {
        if (_read.TryGetValue(component, out var known))
        {
            return known;
        }

        if (!root.TryGetProperty("components", out var components)
            || !components.TryGetProperty("schemas", out var schemas)
            || !schemas.TryGetProperty(component, out var schema)
            || schema.ValueKind != JsonValueKind.Object)
        {
            throw new SpecificationException($"The file '{name}' has no component '{component}', although it refers to it.");
        }

        if (!_open.Add(component))
        {
            throw new SpecificationException($"In the file '{name}', the component '{component}' contains itself.");
        }

        var read = ReadObject(schema);
        _open.Remove(component);
        _read.Add(component, read);
        return read;
    }

    private ApiObject ReadObject(JsonElement schema)
    {
        if (NameOf(schema) is { } other)
        {
            return Component(other);
        }

        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return ApiObject.Empty;
        }

        var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(static r => r.ToString()).ToHashSet(StringComparer.Ordinal)
            : [];
        return new(
        [
            .. properties.EnumerateObject()
                .Where(static p => !OfTheServer.Contains(p.Name) && p.Value.ValueKind == JsonValueKind.Object)
                .Select(p => ReadProperty(p.Name, p.Value) with
                {
                    IsRequired = required.Contains(p.Name),
                    IsIdentity = IsTrue(p.Value, IdentityFlag),
                }),
        ]);
    }

    private ApiProperty ReadProperty(string property, JsonElement schema)
    {
        if (NameOf(schema) is { } component)
        {
            var target = property.EndsWith("Reference", StringComparison.Ordinal) ? EntityName.OfReference(component) : null;
            return new(property, target is null ? FieldKind.Object : FieldKind.Reference)
            {
                Body = Component(component),
                Target = target ?? "",
            };
        }

        return TypeOf(schema) switch
        {
            "array" when schema.TryGetProperty("items", out var items) && (NameOf(items) is not null || TypeOf(items) == "object") =>
                new(property, FieldKind.List)
                {
                    Body = ReadObject(items),
                    NeedsItem = schema.TryGetProperty("minItems", out var least) && least.TryGetInt32(out var count) && count > 0,
                },
            "object" when schema.TryGetProperty("properties", out _) => new(property, FieldKind.Object) { Body = ReadObject(schema) },
            "string" or "integer" or "number" or "boolean" => ScalarReader.Read(property, schema, TypeOf(schema)!),
            _ => new(property, FieldKind.Any),
        };
    }

    /// <summary>The type, also of those that may be null: ["string", "null"].</summary>
    private static string? TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? schema.TryGetProperty("properties", out _) ? "object" : null
            : type.ValueKind == JsonValueKind.String ? type.GetString()
            : type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(static t => t.ToString()).FirstOrDefault(static t => t != "null")
            : null;
}
