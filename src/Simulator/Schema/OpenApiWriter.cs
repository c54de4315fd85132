using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>
/// Writes the OpenAPI document of resources as far as clients read it: paths, query fields, bodies, references, flags of identity.
/// </summary>
/// <param name="writer">Receives it.</param>
/// <param name="flagsReferences">Whether references that are part of an identity are flagged, as a DMS does it.</param>
internal sealed class OpenApiWriter(Utf8JsonWriter writer, bool flagsReferences)
{
    private const string Identity = "x-Ed-Fi-isIdentity";

    public void Write(IReadOnlyList<ResourceDefinition> resources, string server)
    {
        writer.WriteStartObject();
        writer.WriteString("openapi", "3.0.0");
        writer.WriteStartObject("info");
        writer.WriteString("title", "Ed-Fi Data Management Service API");
        writer.WriteString("version", "1");
        writer.WriteEndObject();
        writer.WriteStartArray("servers");
        writer.WriteStartObject();
        writer.WriteString("url", server);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("paths");
        foreach (var resource in resources)
        {
            WritePath(resource);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("components");
        writer.WriteStartObject("schemas");
        foreach (var resource in resources)
        {
            WriteBody(resource);
        }

        foreach (var reference in resources.SelectMany(r => r.AllFields()).Where(f => f.Kind == FieldKind.Reference).DistinctBy(NameOf))
        {
            WriteReference(reference);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private string NameOf(Field reference) =>
        flagsReferences
            ? $"EdFi_{reference.Target}_Reference"
            : $"edFi_{char.ToLowerInvariant(reference.Target[0])}{reference.Target[1..]}Reference";

    private string NameOf(ResourceDefinition resource) =>
        flagsReferences ? $"EdFi_{resource.Entity}" : $"edFi_{char.ToLowerInvariant(resource.Entity[0])}{resource.Entity[1..]}";

    private void WritePath(ResourceDefinition resource)
    {
        writer.WriteStartObject("/ed-fi/" + resource.Name);
        writer.WriteStartObject("get");
        writer.WriteStartArray("parameters");
        foreach (var field in resource.Fields.Fields)
        {
            if (field.IsScalar)
            {
                WriteParameter(field.Name, field);
            }
            else if (field.Kind == FieldKind.Reference)
            {
                foreach (var part in field.Children.Fields)
                {
                    WriteParameter(QueryName(resource, field, part), part);
                }
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("post");
        writer.WriteStartObject("requestBody");
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WriteStartObject("schema");
        writer.WriteString("$ref", "#/components/schemas/" + NameOf(resource));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A value of a reference that is no part of the identity is queried by the reference's name and its own.</summary>
    private static string QueryName(ResourceDefinition resource, Field reference, Field part) =>
        reference.IsKey || !resource.KeyNames.Contains(part.Name) ? part.Name
            : $"{reference.Name[..^"Reference".Length]}{char.ToUpperInvariant(part.Name[0])}{part.Name[1..]}";

    private void WriteParameter(string name, Field field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("in", "query");
        writer.WriteStartObject("schema");
        WriteType(field);
        writer.WriteEndObject();
        if (field.KeyPart >= 0)
        {
            writer.WriteBoolean(Identity, value: true);
        }

        writer.WriteEndObject();
    }

    private void WriteBody(ResourceDefinition resource)
    {
        writer.WriteStartObject(NameOf(resource));
        writer.WriteString("type", "object");
        writer.WriteStartArray("required");
        foreach (var field in resource.Fields.Fields.Where(field => field.IsRequired))
        {
            writer.WriteStringValue(field.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        writer.WriteStartObject("id");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        foreach (var field in resource.Fields.Fields)
        {
            WriteProperty(field);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteProperty(Field field)
    {
        writer.WriteStartObject(field.Name);
        switch (field.Kind)
        {
            case FieldKind.Reference:
                writer.WriteString("$ref", "#/components/schemas/" + NameOf(field));
                break;
            case FieldKind.List:
                writer.WriteString("type", "array");
                writer.WriteStartObject("items");
                writer.WriteString("type", "object");
                writer.WriteEndObject();
                break;
            default:
                WriteType(field);
                break;
        }

        if (field.IsKey && (field.IsScalar || flagsReferences))
        {
            writer.WriteBoolean(Identity, value: true);
        }

        writer.WriteEndObject();
    }

    private void WriteReference(Field reference)
    {
        writer.WriteStartObject(NameOf(reference));
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var part in reference.Children.Fields)
        {
            writer.WriteStartObject(part.Name);
            WriteType(part);
            writer.WriteBoolean(Identity, value: true);
            writer.WriteEndObject();
        }

        if (!flagsReferences)
        {
            writer.WriteStartObject("link");
            writer.WriteString("type", "object");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteType(Field field)
    {
        var (type, format) = field.Kind switch
        {
            FieldKind.Integer => ("integer", field.Name.EndsWith("Year", StringComparison.Ordinal) ? "int32" : "int64"),
            FieldKind.Number => ("number", "double"),
            FieldKind.Boolean => ("boolean", null),
            FieldKind.Date => ("string", "date"),
            FieldKind.Time => ("string", "time"),
            _ => ("string", null),
        };
        writer.WriteString("type", type);
        if (format is not null)
        {
            writer.WriteString("format", format);
        }

        if (field.MaxLength < int.MaxValue)
        {
            writer.WriteNumber("maxLength", field.MaxLength);
        }
    }
}
