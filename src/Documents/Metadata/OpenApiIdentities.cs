using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>
/// Reads identities from an OpenAPI document. Some servers flag references that are part of an identity; others, whose OpenAPI version
/// allows nothing beside <c>$ref</c>, flag only values and query fields, so that a reference is part of the identity when it is required
/// and all its values are query fields that are flagged.
/// </summary>
internal sealed class OpenApiIdentities
{
    private const string SuffixOfReferences = "Reference";
    private readonly OpenApiDocument _document;
    private readonly bool _flagsReferences;

    public OpenApiIdentities(OpenApiDocument document)
    {
        _document = document;
        _flagsReferences = OpenApiDocument.Member(document.Root, "components") is { } components
            && OpenApiDocument.Member(components, "schemas") is { ValueKind: JsonValueKind.Object } schemas
            && schemas.EnumerateObject().Any(static s => FlagsReferences(s.Value));
    }

    /// <summary>The paths of resources to which documents can be posted: project and segment.</summary>
    public IEnumerable<(string Project, string Resource, JsonElement Path)> Resources()
    {
        foreach (var path in _document.Paths.EnumerateObject())
        {
            if (path.Name.Split('/') is ["", { Length: > 0 } project, { Length: > 0 } resource]
                && !resource.StartsWith('{')
                && OpenApiDocument.Member(path.Value, "post") is not null)
            {
                yield return (project, resource, path.Value);
            }
        }
    }

    /// <summary>The identity of a resource.</summary>
    /// <exception cref="FormatException">The document does not state the identity, or contradicts itself; the message says
    /// where.</exception>
    public ResourceIdentity Read(string project, string resource, JsonElement path)
    {
        var described = OpenApiResource.Read(_document, path);
        var leaves = _flagsReferences ? Flagged(described).ToList() : ByQuery(described);
        return leaves.Count > 0
            ? new ResourceIdentity(project, resource, leaves)
            : throw new FormatException("it flags nothing as part of the identity (x-Ed-Fi-isIdentity)");
    }

    private static bool FlagsReferences(JsonElement schema)
        => OpenApiDocument.Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties
            && properties.EnumerateObject()
                .Any(static p => OpenApiDocument.ReferenceOf(p.Value) is not null && OpenApiResource.IsIdentity(p.Value));

    private static IEnumerable<IdentityLeaf> Flagged(OpenApiResource resource)
    {
        foreach (var property in resource.Properties)
        {
            if (!OpenApiResource.IsIdentity(property.Value))
            {
                continue;
            }

            if (resource.ReferenceOf(property) is not { } parts)
            {
                yield return Leaf(property.Name, [property.Name], resource.Resolve(property.Value));
                continue;
            }

            if (parts.Count == 0)
            {
                throw new FormatException($"it does not say what '{property.Name}' consists of");
            }

            foreach (var part in parts)
            {
                yield return Leaf(part.Name, [$"{property.Name}.{part.Name}"], part.Value);
            }
        }
    }

    private static List<IdentityLeaf> ByQuery(OpenApiResource resource)
    {
        var found = new Dictionary<string, IdentityLeaf>(StringComparer.Ordinal);
        foreach (var property in resource.Properties)
        {
            if (resource.ReferenceOf(property) is { } parts)
            {
                Take(found, resource, property, parts);
            }
            else if (OpenApiResource.IsIdentity(property.Value))
            {
                Add(found, property.Name, property.Name, property.Value);
            }
        }

        var names = resource.Query.Where(static q => q.Value).Select(static q => q.Key).ToList();
        if (names.Find(n => !found.ContainsKey(n)) is { } missing)
        {
            throw new FormatException(
                $"it flags the query field '{missing}' as part of the identity, and no value of the document has that name");
        }

        return found.Keys.FirstOrDefault(n => !names.Contains(n, StringComparer.Ordinal)) is { } other
            ? throw new FormatException($"it flags the value '{other}' as part of the identity, and not the query field")
            : [.. found.Values];
    }

    private static void Take(
        Dictionary<string, IdentityLeaf> found,
        OpenApiResource resource,
        JsonProperty reference,
        IReadOnlyList<JsonProperty> parts)
    {
        var names = parts.Select(part => QueryName(resource, reference, part.Name)).ToList();
        if (resource.IsRequired(reference.Name) && names.Count > 0 && names.TrueForAll(n => n is not null && resource.Query[n]))
        {
            for (var i = 0; i < parts.Count; i++)
            {
                Add(found, names[i]!, $"{reference.Name}.{parts[i].Name}", parts[i].Value);
            }
        }
    }

    /// <summary>
    /// The query field of a reference's value: its name, with the reference's name or role in front where that is a query field,
    /// as in feederSchoolReference.schoolId and feederSchoolId.
    /// </summary>
    private static string? QueryName(OpenApiResource resource, JsonProperty reference, string part)
    {
        var name = reference.Name[..^SuffixOfReferences.Length];
        var component = OpenApiDocument.ReferenceOf(reference.Value) ?? "";
        var entity = component[(component.LastIndexOfAny(['/', '_', '.']) + 1)..];
        entity = entity.EndsWith(SuffixOfReferences, StringComparison.Ordinal) ? entity[..^SuffixOfReferences.Length] : entity;
        var role = entity.Length > 0 && name.EndsWith(entity, StringComparison.OrdinalIgnoreCase) ? name[..^entity.Length] : "";
        return new[] { Join(name, part), Join(role, part), part }.FirstOrDefault(resource.Query.ContainsKey);
    }

    private static string Join(string prefix, string part) =>
        prefix.Length == 0 ? part : $"{prefix}{char.ToUpperInvariant(part[0])}{part[1..]}";

    private static void Add(Dictionary<string, IdentityLeaf> found, string name, string path, JsonElement schema)
        => found[name] = found.TryGetValue(name, out var known)
        ? known with { Paths = [.. known.Paths, path] }
        : Leaf(name, [path], schema);

    /// <summary>The type; OpenAPI 3.1 lists it with null where a value may be absent.</summary>
    internal static string TypeOf(JsonElement schema)
        => OpenApiDocument.Text(schema, "type")
            ?? (OpenApiDocument.Member(schema, "type") is { ValueKind: JsonValueKind.Array } types
                ? types.EnumerateArray()
                    .Where(static t => t.ValueKind == JsonValueKind.String)
                    .Select(static t => t.GetString())
                    .FirstOrDefault(static t => t != "null")
                : null)
            ?? "value of unknown type";

    private static IdentityLeaf Leaf(string name, IReadOnlyList<string> paths, JsonElement? schema) => new(name, paths)
    {
        Type = schema is { } typed ? TypeOf(typed) : "value of unknown type",
        Format = schema is { } formatted ? OpenApiDocument.Text(formatted, "format") : null,
        MaxLength = schema is { } bounded
            && OpenApiDocument.Member(bounded, "maxLength") is { ValueKind: JsonValueKind.Number } length
            && length.TryGetInt32(out var most)
            ? most
            : null,
    };
}
