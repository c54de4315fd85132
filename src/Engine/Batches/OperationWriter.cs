using System.Buffers;
using System.Text.Json;

namespace EdFi.BatchPerf.Batches;

/// <summary>Writes operations put together by hand as a request body, and reads such a body's shape.</summary>
internal static class OperationWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<BatchOperation> operations)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartArray();
            foreach (var operation in operations)
            {
                Write(writer, operation);
            }

            writer.WriteEndArray();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads the operations of a body. An item without a known operation counts as a delete of an unnamed resource, which the server will
    /// refuse.
    /// </summary>
    public static BatchShape ShapeOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind != JsonValueKind.Array
            ? new BatchShape([])
            : new BatchShape([.. document.RootElement.EnumerateArray().Select(static item =>
                (OperationNames.TryParse(Text(item, "op"), out var op) ? op : OperationKind.Delete, Text(item, "resource") ?? ""))]);
    }

    private static void Write(Utf8JsonWriter writer, BatchOperation operation)
    {
        writer.WriteStartObject();
        writer.WriteString("op", OperationNames.Of(operation.Op));
        writer.WriteString("resource", operation.Resource);
        if (operation.DocumentId is not null)
        {
            writer.WriteString("documentId", operation.DocumentId);
        }

        Raw(writer, "naturalKey", operation.NaturalKey);
        Raw(writer, "document", operation.Document);
        if (operation.IfMatch is not null)
        {
            writer.WriteString("ifMatch", operation.IfMatch);
        }

        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json);
        }
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
