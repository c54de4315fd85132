using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Writes the answers of a DMS where all goes well, by the form of the request alone.</summary>
internal static class StandInAnswer
{
    private const string Token = """{"access_token":"rehearsal","token_type":"bearer","expires_in":1800}""";

    /// <summary>Writes the whole answer.</summary>
    /// <param name="answer">Where to.</param>
    /// <param name="head">The request's first line and headers.</param>
    /// <param name="body">Its body; operations where it is a batch.</param>
    /// <param name="chunked">True for a body in chunks.</param>
    public static void Write(IBufferWriter<byte> answer, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, bool chunked)
    {
        if (body.StartsWith("["u8))
        {
            var outcomes = new ArrayBufferWriter<byte>(4096);
            WriteOutcomes(outcomes, body);
            Write(answer, "200 OK", "", outcomes.WrittenSpan, chunked);
        }
        else if (!head.StartsWith("POST "u8))
        {
            Write(answer, "204 No Content", "", [], chunked);
        }
        else if (body.StartsWith("{"u8))
        {
            var path = Encoding.UTF8.GetString(head["POST ".Length..head.IndexOf(" HTTP/"u8)]);
            Write(answer, "201 Created", $"Location: {path}/{Guid.NewGuid()}\r\n", [], chunked);
        }
        else
        {
            Write(answer, "200 OK", "", Encoding.UTF8.GetBytes(Token), chunked);
        }
    }

    private static void Write(IBufferWriter<byte> answer, string status, string headers, ReadOnlySpan<byte> body, bool chunked)
    {
        var inChunks = chunked && body.Length > 0;
        var framing = inChunks ? string.Create(CultureInfo.InvariantCulture, $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n")
            : status.StartsWith("204", StringComparison.Ordinal) ? "\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\n{headers}{framing}", answer);
        answer.Write(body);
        answer.Write(inChunks ? "\r\n0\r\n\r\n"u8 : default);
    }

    /// <summary>The outcome of each operation, which a batch names before its document.</summary>
    private static void WriteOutcomes(IBufferWriter<byte> answer, ReadOnlySpan<byte> batch)
    {
        var reader = new Utf8JsonReader(batch);
        reader.Read();
        var index = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (op, resource) = ReadOperation(ref reader);
            answer.Write(index == 0 ? "["u8 : ","u8);
            answer.Write(UsualAnswer.Outcome(index++, op, resource));
            Encoding.UTF8.GetBytes(Guid.NewGuid().ToString(), answer);
            answer.Write("\"}"u8);
        }

        answer.Write(index == 0 ? "[]"u8 : "]"u8);
    }

    private static (OperationKind Op, string Resource) ReadOperation(ref Utf8JsonReader reader)
    {
        var (op, resource) = (OperationKind.Create, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isOp, isResource) = (reader.ValueTextEquals("op"u8), reader.ValueTextEquals("resource"u8));
            reader.Read();
            if (isOp)
            {
                op = OperationNames.TryParse(reader.GetString(), out var named) ? named : op;
            }
            else if (isResource)
            {
                resource = reader.GetString()!;
            }
            else
            {
                reader.Skip();
            }
        }

        return (op, resource);
    }
}
