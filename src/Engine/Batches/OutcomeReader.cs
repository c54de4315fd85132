using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace EdFi.BatchPerf.Batches;

/// <summary>Reads the body of a 200 without building a document, and holds every outcome against the operation that was sent.</summary>
internal static class OutcomeReader
{
    private const string NotUtf8 = "the answer holds a text that is not valid UTF-8";

    /// <param name="body">The answer's bytes.</param>
    /// <param name="shape">Shape of the batch that was sent.</param>
    /// <param name="documentIds">Receives the ids by position; null to leave them unread.</param>
    /// <returns>Null when all outcomes match; otherwise the first mismatch, as text.</returns>
    public static string? FindMismatch(ReadOnlySpan<byte> body, BatchShape shape, string?[]? documentIds)
    {
        if (documentIds is null && UsualAnswer.Matches(body, shape))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return "the answer is not a JSON array of outcomes";
            }

            var position = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    return Say($"outcome {position} is not an object");
                }

                if (position == shape.Count)
                {
                    return Say($"the answer has more outcomes than the {shape.Count} operations sent");
                }

                if (ReadOutcome(ref reader, shape, position, documentIds) is { } mismatch)
                {
                    return mismatch;
                }

                position++;
            }

            if (position != shape.Count)
            {
                return Say($"the answer has {position} outcomes for {shape.Count} operations");
            }

            reader.Read(); // throws where more than space follows
            return Utf8.IsValid(body) ? null : NotUtf8; // the reader looks only into what it compares
        }
        catch (JsonException exception)
        {
            return Say($"the answer is not valid JSON (line {exception.LineNumber}, byte {exception.BytePositionInLine})");
        }
        catch (InvalidOperationException)
        {
            return NotUtf8;
        }
    }

    private static string? ReadOutcome(ref Utf8JsonReader reader, BatchShape shape, int position, string?[]? documentIds)
    {
        var seen = Fields.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(ref reader);
            reader.Read();
            var matches = field switch
            {
                Fields.Index => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index == position,
                Fields.Status => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("success"u8),
                Fields.Op => reader.TokenType == JsonTokenType.String && IsOp(ref reader, shape.Op(position)),
                Fields.Resource => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(shape.ResourceUtf8(position)),
                _ => true,
            };
            if (!matches)
            {
                return Mismatch(ref reader, field, shape, position);
            }

            if ((seen & field) != Fields.None)
            {
                return Say($"outcome {position} names its {Name(field)} twice");
            }

            seen |= field;
            if (field == Fields.DocumentId && documentIds is not null && reader.TokenType == JsonTokenType.String)
            {
                documentIds[position] = reader.GetString();
            }

            reader.Skip();
        }

        var missing = Fields.Required & ~seen;
        return (int)missing == 0 ? null : Say($"outcome {position} lacks {missing.ToString().ToLowerInvariant()}");
    }

    private static bool IsOp(ref Utf8JsonReader reader, OperationKind op) =>
        reader.ValueTextEquals(OperationNames.Utf8(op))
        || string.Equals(reader.GetString(), OperationNames.Of(op), StringComparison.OrdinalIgnoreCase);

    private static Fields FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("index"u8) ? Fields.Index
        : reader.ValueTextEquals("status"u8) ? Fields.Status
        : reader.ValueTextEquals("op"u8) ? Fields.Op
        : reader.ValueTextEquals("resource"u8) ? Fields.Resource
        : reader.ValueTextEquals("documentId"u8) ? Fields.DocumentId
        : Fields.None;

    private static string Mismatch(ref Utf8JsonReader reader, Fields field, BatchShape shape, int position)
    {
        var expected = field switch
        {
            Fields.Index => position.ToString(CultureInfo.InvariantCulture),
            Fields.Status => "success",
            Fields.Op => OperationNames.Of(shape.Op(position)),
            _ => shape.Resource(position),
        };
        var found = reader.TokenType == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        return Say($"outcome {position} has {Name(field)} '{(found.Length > 60 ? found[..60] : found)}' where '{expected}' was expected");
    }

    private static string Name(Fields field) => field == Fields.DocumentId ? "documentId" : field.ToString().ToLowerInvariant();

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [Flags]
    private enum Fields
    {
        None = 0,
        Index = 1,
        Status = 2,
        Op = 4,
        Resource = 8,
        DocumentId = 16,
        Required = Index | Status | Op | Resource,
    }
}
