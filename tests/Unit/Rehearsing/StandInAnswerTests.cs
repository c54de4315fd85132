using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Rehearsing;

public sealed class StandInAnswerTests
{
    [Fact]
    public void A_batch_is_answered_by_the_outcome_of_each_operation()
    {
        var scenario = new FakeScenario(triples: 10);
        var batch = new ArrayBufferWriter<byte>();
        scenario.Write(batch, new BatchKey(RunId.New(), 1, 1), poisoned: false);

        var (head, body) = Parts(Answer("POST /batch", batch.WrittenSpan, chunked: false));

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {body.Length}", head, StringComparison.Ordinal);
        var answer = AnswerReader.Read(200, Encoding.UTF8.GetBytes(body), scenario.Shape, keepIds: true);
        Assert.Equal((BatchFate.Committed, 30), (answer.Fate, answer.DocumentIds!.Distinct().Count()));
    }

    [Fact]
    public void An_answer_in_chunks_has_one_chunk_and_its_end()
    {
        var (head, body) = Parts(Answer("POST /batch", "[]"u8, chunked: true));

        Assert.Contains("\r\nTransfer-Encoding: chunked", head, StringComparison.Ordinal);
        Assert.Equal("2\r\n[]\r\n0\r\n\r\n", body);
    }

    [Theory]
    [InlineData("POST /data/ed-fi/students", "{}", "HTTP/1.1 201 Created")]
    [InlineData("PUT /data/ed-fi/students/1", "{}", "HTTP/1.1 204 No Content")]
    [InlineData("DELETE /data/ed-fi/students/1", "", "HTTP/1.1 204 No Content")]
    [InlineData("POST /token", "grant_type=client_credentials", "HTTP/1.1 200 OK")]
    [InlineData("POST /batch", "[]", "HTTP/1.1 200 OK")]
    public void Each_request_of_a_load_has_its_answer(string line, string body, string status)
    {
        Assert.StartsWith(status + "\r\n", Answer(line, Encoding.UTF8.GetBytes(body), chunked: false), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_created_is_located_below_its_collection()
    {
        var location = Answer("POST /data/ed-fi/students", "{}"u8, chunked: false).Split("Location: ")[1].Split("\r\n")[0];

        Assert.NotNull(DocumentId.FromLocation(location, "students"));
    }

    private static string Answer(string line, ReadOnlySpan<byte> body, bool chunked)
    {
        var answer = new ArrayBufferWriter<byte>();
        Http1Answer.Write(answer, Encoding.UTF8.GetBytes(line + " HTTP/1.1\r\n\r\n"), body, chunked);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    private static (string Head, string Body) Parts(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (answer[..end], answer[(end + 4)..]);
    }
}
