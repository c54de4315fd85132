using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>Status and body → kind of error, and what became of three operations: committed, rolled back, failed, not attempted, unknown.</summary>
public sealed class AnswerReaderTests
{
    private const string Plain = """{"detail":"Why.","type":"urn:ed-fi:api:bad-request","title":"Bad Request","status":400,"correlationId":"0HN:1","errors":[]}""";
    private const string Unauthorized = "\"{\\\"title\\\":\\\"Unauthorized\\\",\\\"correlationId\\\":\\\"0HN:1\\\"}\"";
    private const string Pair = """{"message":"The server failed.","traceId":"0HN:1"}""";

    [Theory]
    [InlineData(400, Plain, ErrorKind.BadRequest)]
    [InlineData(401, Unauthorized, ErrorKind.Unauthorized)]
    [InlineData(401, "", ErrorKind.Unauthorized)]
    [InlineData(403, "", ErrorKind.Forbidden)]
    [InlineData(404, "", ErrorKind.NotSupported)]
    [InlineData(405, "", ErrorKind.NotSupported)]
    [InlineData(408, "", ErrorKind.Timeout)]
    [InlineData(413, """{"error":"Too large.","message":"(3) exceeds (2)."}""", ErrorKind.TooLarge)]
    [InlineData(415, "", ErrorKind.BadRequest)]
    [InlineData(418, "<html>", ErrorKind.BadRequest)]
    [InlineData(429, "", ErrorKind.Throttled)]
    public void A_refusal_that_blames_no_operation_attempted_nothing(int status, string body, ErrorKind kind)
    {
        var answer = Read(status, body);

        Assert.Equal((status, kind, BatchFate.NotAttempted), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal([0, 0, 0, 3, 0], Ledger(answer));
        Assert.StartsWith($"{status}", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, Pair, ErrorKind.ServerError)]
    [InlineData(500, "", ErrorKind.ServerError)]
    [InlineData(501, """{"error":"Not Implemented","message":"No."}""", ErrorKind.NotSupported)]
    [InlineData(502, "<html>", ErrorKind.ServerError)]
    [InlineData(503, "", ErrorKind.ServerError)]
    [InlineData(504, "", ErrorKind.ServerError)]
    [InlineData(201, "[]", ErrorKind.InvalidResponse)]
    [InlineData(204, "", ErrorKind.InvalidResponse)]
    [InlineData(302, "", ErrorKind.InvalidResponse)]
    [InlineData(600, "", ErrorKind.InvalidResponse)]
    public void Any_other_answer_that_blames_no_operation_leaves_all_unknown(int status, string body, ErrorKind kind)
    {
        var answer = Read(status, body);

        Assert.Equal((status, kind, BatchFate.Unknown), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal([0, 0, 0, 0, 3], Ledger(answer));
    }

    [Theory]
    [InlineData(400, "urn:ed-fi:api:bad-request:data-validation-failed", ErrorKind.Validation)]
    [InlineData(400, "urn:ed-fi:api:bad-request", ErrorKind.BadRequest)]
    [InlineData(403, "urn:ed-fi:api:security:authorization:access-denied:action", ErrorKind.Forbidden)]
    [InlineData(404, "urn:ed-fi:api:not-found", ErrorKind.NotFound)]
    [InlineData(409, "urn:ed-fi:api:data-conflict:unresolved-reference", ErrorKind.Conflict)]
    [InlineData(412, "urn:ed-fi:api:optimistic-lock-failed", ErrorKind.PreconditionFailed)]
    [InlineData(500, "urn:ed-fi:api:system", ErrorKind.ServerError)]
    public void A_failed_operation_tells_the_kind_and_splits_the_batch(int status, string type, ErrorKind kind)
    {
        var answer = Read(status, Shapes.Failed(status, 1, type: type));

        Assert.Equal((status, kind, BatchFate.RolledBack), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal([0, 1, 1, 1, 0], Ledger(answer));
        Assert.Equal("0HN:1", answer.CorrelationId);
        Assert.Equal((1, status, type, "What", "Why."), (answer.FailedOperation!.Index, answer.FailedOperation.Status, answer.FailedOperation.Type, answer.FailedOperation.Title, answer.FailedOperation.Detail));
    }

    [Theory]
    [InlineData(0, "create", new[] { 0, 0, 1, 2, 0 })]
    [InlineData(1, "UPDATE", new[] { 0, 1, 1, 1, 0 })]
    [InlineData(2, "Delete", new[] { 0, 2, 1, 0, 0 })]
    public void What_came_before_the_failed_operation_was_rolled_back_and_what_came_after_it_was_not_attempted(int index, string op, int[] ledger) =>
        Assert.Equal(ledger, Ledger(Read(409, Shapes.Failed(409, index, op))));

    [Theory]
    [InlineData(3, "create", "students")]
    [InlineData(-1, "create", "students")]
    [InlineData(1, "delete", "students")]
    [InlineData(1, "update", "sections")]
    public void A_failed_operation_that_was_never_sent_is_no_answer_to_this_batch(int index, string op, string resource)
    {
        var answer = Read(409, Shapes.Failed(409, index, op, resource));

        Assert.Equal((ErrorKind.InvalidResponse, BatchFate.Unknown), (answer.ErrorKind, answer.Fate));
        Assert.Equal([0, 0, 0, 0, 3], Ledger(answer));
    }

    [Fact]
    public void A_validation_error_without_the_type_of_one_is_known_by_its_list_11h()
    {
        var body = Shapes.Failed(400, 1, type: "urn:ed-fi:api:bad-request").Replace(
            "\"title\":\"What\",\"status\":400,\"correlationId\":\"0HN:1\",\"validationErrors\":{}",
            "\"title\":\"What\",\"status\":400,\"correlationId\":\"0HN:1\",\"validationErrors\":{\"$.termDescriptor\":[\"does not exist.\"]}",
            StringComparison.Ordinal);

        var answer = Read(400, body);

        Assert.Equal(ErrorKind.Validation, answer.ErrorKind);
        Assert.Equal("Why. does not exist.", answer.FailedOperation!.Detail);
    }

    [Theory]
    [InlineData(409, ErrorKind.Conflict)]
    [InlineData(404, ErrorKind.NotFound)]
    [InlineData(403, ErrorKind.Forbidden)]
    [InlineData(400, ErrorKind.BadRequest)]
    public void The_draft_that_answered_400_to_all_failures_is_read_by_the_operation_s_own_status(int own, ErrorKind kind)
    {
        var answer = Read(400, $$$"""{"title":"Batch failed","status":400,"failedOperation":{"index":1,"op":"update","resource":"students","httpStatus":{{{own}}},"title":"What"}}""");

        Assert.Equal((400, kind, BatchFate.RolledBack), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal(own, answer.FailedOperation!.Status);
    }

    [Fact]
    public void Two_hundred_with_all_outcomes_is_a_success_and_ids_are_kept_on_request()
    {
        var answer = Read(200, Shapes.Success(Shapes.Triple), keepIds: true);

        Assert.Equal((200, (ErrorKind?)null, BatchFate.Committed), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal([3, 0, 0, 0, 0], Ledger(answer));
        Assert.Equal("01a20240-c7bb-7d35-af22-7bed828af9e2", answer.DocumentIds![2]);
        Assert.Null(Read(200, Shapes.Success(Shapes.Triple)).DocumentIds);
    }

    [Fact]
    public void Two_hundred_with_anything_else_leaves_all_unknown_and_keeps_the_begin_of_the_body()
    {
        var answer = Read(200, "<html>" + new string('x', 10_000));

        Assert.Equal((200, ErrorKind.InvalidResponse, BatchFate.Unknown), (answer.StatusCode, answer.ErrorKind, answer.Fate));
        Assert.Equal([0, 0, 0, 0, 3], Ledger(answer));
        Assert.Equal(2_000, answer.BodyExcerpt!.Length);
        Assert.Equal(10_006, answer.ResponseBytes);
    }

    [Fact]
    public void An_answer_without_words_says_so_and_one_with_a_page_quotes_it()
    {
        Assert.Equal("429 Too Many Requests: a rate limiter refused the request", Read(429, "").Error);
        Assert.Equal("<h1>Bad gateway</h1>", Read(502, "<h1>Bad gateway</h1>").BodyExcerpt);
    }

    private static BatchAnswer Read(int status, string body, bool keepIds = false) =>
        AnswerReader.Read(status, Encoding.UTF8.GetBytes(body), Shapes.Triple, keepIds);

    /// <summary>Counts by state; that they add up to what was sent is the ledger's equation.</summary>
    private static int[] Ledger(BatchAnswer answer)
    {
        var outcomes = OutcomeList.Of(Shapes.Triple, answer);
        int[] counts = [.. Enum.GetValues<OperationState>().Select(state => outcomes.Count(o => o.State == state))];
        Assert.Equal(Shapes.Triple.Count, counts.Sum());
        return counts;
    }
}
