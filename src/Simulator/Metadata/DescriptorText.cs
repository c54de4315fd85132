using System.Buffers;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>Writes the OpenAPI document of descriptors where none was given: each has the same properties.</summary>
internal static class DescriptorText
{
    private const string Before = "{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"";
    private const string After = "\"}}}}}";

    public static byte[] Write(IReadOnlyList<ResourceDefinition> descriptors)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("openapi", "3.0.0");
            writer.WriteStartArray("servers");
            writer.WriteEndArray();
            writer.WriteStartObject("paths");
            foreach (var descriptor in descriptors)
            {
                WritePath(writer, descriptor);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("components");
            writer.WriteStartObject("schemas");
            foreach (var descriptor in descriptors)
            {
                WriteComponent(writer, descriptor);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WritePath(Utf8JsonWriter writer, ResourceDefinition descriptor)
    {
        writer.WriteStartObject($"/{descriptor.Project}/{descriptor.Name}");
        writer.WriteStartObject("get");
        writer.WriteStartArray("parameters");
        foreach (var property in ApiDocument.Descriptor.Properties)
        {
            writer.WriteStartObject();
            writer.WriteString("name", property.Name);
            writer.WriteString("in", "query");
            writer.WritePropertyName("schema");
            WriteType(writer, property);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WritePropertyName("post");
        writer.WriteRawValue(Before + "#/components/schemas/EdFi_" + descriptor.Entity + After);
        writer.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter writer, ResourceDefinition descriptor)
    {
        writer.WriteStartObject("EdFi_" + descriptor.Entity);
        writer.WriteString("type", "object");
        writer.WriteStartArray("required");
        foreach (var property in ApiDocument.Descriptor.Properties.Where(static p => p.IsRequired))
        {
            writer.WriteStringValue(property.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        foreach (var property in ApiDocument.Descriptor.Properties)
        {
            writer.WritePropertyName(property.Name);
            WriteType(writer, property);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, ApiProperty property)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        if (property.Kind == FieldKind.Date)
        {
            writer.WriteString("format", "date");
        }

        if (property.MaxLength < int.MaxValue)
        {
            writer.WriteNumber("maxLength", property.MaxLength);
        }

        if (property.IsIdentity)
        {
            writer.WriteBoolean("x-Ed-Fi-isIdentity", value: true);
        }

        writer.WriteEndObject();
    }
}
