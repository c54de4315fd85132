using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>
/// Feeds the reader damaged answers: it must never throw, what it says must add up, and it says that a batch was committed only of an
/// answer that still lists every operation as a success, in order.
/// </summary>
public sealed class DamagedAnswersTests
{
    private const int Answers = 220_000;
    private static readonly BatchShape Shape = Shapes.Of(2);

    private static readonly (int Status, byte[] Body)[] Seeds =
    [
        (200, Bytes(Shapes.Success(Shape))),
        (200, Bytes(Shapes.Success(Shape))),
        (404, Bytes(Shapes.Failed(404, 4))),
        (400, Bytes(Shapes.Failed(400, 0, "create", type: "urn:ed-fi:api:bad-request:data-validation-failed").Replace("\"errors\":[]", "\"errors\":[\"e\"]", StringComparison.Ordinal))),
        (400, Bytes("""{"detail":"Operation at index 0 must be a JSON object.","type":"urn:ed-fi:api:bad-request","title":"Bad Request","status":400,"correlationId":"0HN:1","validationErrors":{"$.a":["b"]},"errors":[]}""")),
        (400, Bytes("""{"status":400,"failedOperation":{"index":1,"op":"update","resource":"students","httpStatus":409,"title":"Conflict"}}""")),
        (401, Bytes("\"{\\\"detail\\\":\\\"Authorization failed\\\",\\\"status\\\":401,\\\"errors\\\":[\\\"Invalid token\\\"]}\"")),
        (401, Bytes("""{"detail":"{\"detail\":\"No.\",\"title\":\"Authentication Failed\"}","status":401}""")),
        (413, Bytes("""{"error":"Batch size limit exceeded.","message":"The number of operations (101) exceeds the maximum allowed (100)."}""")),
        (500, Bytes("""{"message":"The server encountered an unexpected condition.","traceId":"0HN:1"}""")),
        (501, Bytes("""{"error":"Not Implemented","message":"Batch operations are not supported."}""")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_122)]
    public void Damaged_answers_are_read_right_or_as_invalid_and_never_throw(int seed)
    {
        var random = new Random(seed);
        var (committed, invalid) = (0, 0);
        for (var i = 0; i < Answers / 2; i++)
        {
            var (status, body) = Seeds[random.Next(Seeds.Length)];
            var damaged = Damage(body, random);

            var answer = AnswerReader.Read(status, damaged, Shape, keepIds: (i & 1) == 0);

            Assert.Equal(status, answer.StatusCode);
            Assert.True(answer.Error is null == answer.ErrorKind is null, "An error has a kind and words.");
            Assert.Equal(Shape.Count, OutcomeList.Of(Shape, answer).Count);
            Assert.True(answer.Fate != BatchFate.RolledBack || (uint)answer.FailedOperation!.Index < Shape.Count, "The culprit is one of those sent.");
            if (answer.ErrorKind is null)
            {
                committed++;
                AssertListsEverySuccess(damaged);
            }
            else if (answer.ErrorKind == ErrorKind.InvalidResponse)
            {
                invalid++;
                Assert.Equal(BatchFate.Unknown, answer.Fate);
            }
        }

        Assert.True(committed > 0 && invalid > Answers / 20, $"{committed} committed, {invalid} invalid");
    }

    private static void AssertListsEverySuccess(byte[] body)
    {
        var outcomes = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsArray();
        Assert.Equal(Shape.Count, outcomes.Count);
        for (var i = 0; i < Shape.Count; i++)
        {
            var outcome = outcomes[i]!.AsObject();
            Assert.Equal(i, (int)outcome["index"]!);
            Assert.Equal("success", (string)outcome["status"]!);
            Assert.Equal(OperationNames.Of(Shape.Op(i)), (string)outcome["op"]!, ignoreCase: true);
            Assert.Equal(Shape.Resource(i), (string)outcome["resource"]!);
        }
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        var damaged = body;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            damaged = random.Next(7) switch
            {
                0 => damaged[..random.Next(damaged.Length + 1)],
                1 => damaged[random.Next(damaged.Length + 1)..],
                2 => Flip(damaged, random),
                3 => Splice(damaged, Seeds[random.Next(Seeds.Length)].Body, random),
                4 => Duplicate(damaged, random),
                5 => Cut(damaged, random),
                _ => Replace(damaged, random),
            };
        }

        return damaged;
    }

    private static byte[] Flip(byte[] body, Random random)
    {
        byte[] damaged = [.. body];
        for (var flips = random.Next(1, 6); flips > 0 && damaged.Length > 0; flips--)
        {
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        }

        return damaged;
    }

    private static byte[] Splice(byte[] body, byte[] other, Random random) =>
        [.. body.AsSpan(0, random.Next(body.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];

    private static byte[] Duplicate(byte[] body, Random random)
    {
        var (from, length) = Part(body, random);
        return [.. body.AsSpan(0, from + length), .. body.AsSpan(from)];
    }

    private static byte[] Cut(byte[] body, Random random)
    {
        var (from, length) = Part(body, random);
        return [.. body.AsSpan(0, from), .. body.AsSpan(from + length)];
    }

    private static byte[] Replace(byte[] body, Random random)
    {
        ReadOnlySpan<byte> characters = "{}[]\",:\\/0123456789-eE.tfnu \n\0\xff"u8;
        byte[] damaged = [.. body];
        if (damaged.Length > 0)
        {
            damaged[random.Next(damaged.Length)] = characters[random.Next(characters.Length)];
        }

        return damaged;
    }

    private static (int From, int Length) Part(byte[] body, Random random)
    {
        var from = random.Next(body.Length + 1);
        return (from, random.Next(body.Length - from + 1));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
