using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>Writes an OpenAPI document as a server serves it: with its own address, and in the style that is wanted.</summary>
internal static class ServedText
{
    private const string Flag = "x-Ed-Fi-isIdentity";
    private const string Components = "#/components/schemas/";
    private const string ServedPrefix = "EdFi_";
    private const string PublishedPrefix = "edFi_";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(byte[] text, string server, ServedStyle style)
    {
        using var document = JsonDocument.Parse(text.AsMemory(text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        var output = new ArrayBufferWriter<byte>(text.Length);
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("servers"))
                {
                    WriteServer(writer, server);
                }
                else if (style is { FlagsReferences: true, NamesRequired: true })
                {
                    property.WriteTo(writer);
                }
                else
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, style);
                }
            }

            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteServer(Utf8JsonWriter writer, string server)
    {
        writer.WriteStartArray("servers");
        writer.WriteStartObject();
        writer.WriteString("url", server);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, ServedStyle style)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in element.EnumerateArray())
            {
                Write(writer, item, style);
            }

            writer.WriteEndArray();
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            WriteObject(writer, element, style);
        }
        else
        {
            element.WriteTo(writer);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element, ServedStyle style)
    {
        var isReference = element.TryGetProperty("$ref", out _);
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            if ((property.NameEquals("required") && property.Value.ValueKind == JsonValueKind.Array && !style.NamesRequired)
                || (isReference && property.NameEquals(Flag) && !style.FlagsReferences))
            {
                continue;
            }

            if (style.FlagsReferences || property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, style);
            }
            else if (property.NameEquals("$ref") && property.Value.GetString()!.StartsWith(Components, StringComparison.Ordinal))
            {
                writer.WriteString("$ref", Components + Published(property.Value.GetString()![Components.Length..]));
            }
            else
            {
                writer.WritePropertyName(Published(property.Name));
                Write(writer, property.Value, style);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>EdFi_CourseOffering_Reference as edFi_courseOfferingReference.</summary>
    private static string Published(string component)
    {
        if (!component.StartsWith(ServedPrefix, StringComparison.Ordinal) || component.Length == ServedPrefix.Length)
        {
            return component;
        }

        var name = component[ServedPrefix.Length..].Replace("_", "", StringComparison.Ordinal);
        return PublishedPrefix + char.ToLowerInvariant(name[0]) + name[1..];
    }
}
