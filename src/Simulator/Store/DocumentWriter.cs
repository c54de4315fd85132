using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>Writes documents as a GET shows them: unknown properties dropped, names in PostgreSQL's jsonb order.</summary>
internal static class DocumentWriter
{
    private const string Id = "id";
    private const string ETag = "_etag";
    private const string LastModified = "_lastModifiedDate";

    public static void Write(Utf8JsonWriter writer, StoredDocument document)
    {
        using var content = JsonDocument.Parse(document.Content);
        var known = Known(document.Definition.Fields, content.RootElement);
        writer.WriteStartObject();
        foreach (var name in known.Keys
            .Concat([Id, ETag, LastModified])
            .OrderBy(Encoding.UTF8.GetByteCount)
            .ThenBy(name => name, StringComparer.Ordinal))
        {
            switch (name)
            {
                case Id:
                    writer.WriteString(Id, document.Id);
                    break;
                case ETag:
                    writer.WriteString(ETag, ETagOf(document));
                    break;
                case LastModified:
                    writer.WriteString(
                        LastModified,
                        document.ModifiedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    break;
                default:
                    WriteField(writer, known[name]);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Returns a hash of the document's content, so that an equal document has an equal ETag.</summary>
    public static string ETagOf(StoredDocument document)
    {
        if (document.ETag is null)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var content = JsonDocument.Parse(document.Content);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                WriteObject(writer, document.Definition.Fields, content.RootElement);
            }

            document.ETag = Convert.ToBase64String(SHA256.HashData(buffer.WrittenSpan));
        }

        return document.ETag;
    }

    private static Dictionary<string, (Field Field, JsonElement Value)> Known(FieldSet fields, JsonElement value)
    {
        var known = new Dictionary<string, (Field, JsonElement)>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var position = fields.Find(Encoding.UTF8.GetBytes(property.Name), 0);
            if (position >= 0 && property.Value.ValueKind != JsonValueKind.Null)
            {
                known[property.Name] = (fields.Fields[position], property.Value);
            }
        }

        return known;
    }

    private static void WriteObject(Utf8JsonWriter writer, FieldSet fields, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var pair in Known(fields, value)
            .OrderBy(pair => Encoding.UTF8.GetByteCount(pair.Key))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WriteField(writer, pair.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, (Field Field, JsonElement Value) pair)
    {
        writer.WritePropertyName(pair.Field.Utf8Name);
        if (pair.Field.Kind is FieldKind.Reference or FieldKind.Object)
        {
            WriteObject(writer, pair.Field.Children, pair.Value);
        }
        else if (pair.Field.Kind == FieldKind.List)
        {
            writer.WriteStartArray();
            foreach (var item in pair.Value.EnumerateArray())
            {
                WriteObject(writer, pair.Field.Children, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            pair.Value.WriteTo(writer);
        }
    }
}
