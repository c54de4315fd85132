using System.Buffers;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Answer of a DMS where all goes well, by the form of the request alone.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">Where a document was created; null for none.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record StandInAnswer(int Status, string? Location, ReadOnlyMemory<byte> Body)
{
    /// <summary>Type of every body.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly StandInAnswer Done = new(204, Location: null, default);
    private static readonly StandInAnswer Token = new(
        200,
        Location: null,
        """{"access_token":"rehearsal","token_type":"bearer","expires_in":1800}"""u8.ToArray());

    /// <summary>Makes the answer to a request.</summary>
    /// <param name="isPost">True for POST.</param>
    /// <param name="path">Its path.</param>
    /// <param name="body">Its body; operations where it is a batch.</param>
    public static StandInAnswer To(bool isPost, string path, ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("["u8))
        {
            var outcomes = new ArrayBufferWriter<byte>(4096);
            WriteOutcomes(outcomes, body);
            return new StandInAnswer(200, Location: null, outcomes.WrittenMemory);
        }

        return !isPost ? Done
            : body.StartsWith("{"u8) ? new StandInAnswer(201, $"{path}/{Guid.NewGuid()}", default)
            : Token;
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
