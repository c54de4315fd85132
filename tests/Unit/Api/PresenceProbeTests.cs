using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>Whether a document is there, told by a batch that cannot change it.</summary>
public sealed class PresenceProbeTests
{
    [Theory]
    [InlineData(0, 404, 404)] // there is none
    [InlineData(0, 412, 412)] // the ETag is another
    [InlineData(1, 404, 412)] // the ETag was ignored; the second operation took the first back
    [InlineData(0, 403, 403)]
    [InlineData(0, 400, 400)]
    public async Task The_operation_that_failed_tells(int index, int status, int expected)
    {
        var answer = await AskAsync(status, """{"type":"urn:ed-fi:api:batch-operation-failed","status":STATUS,"failedOperation":{"index":INDEX,"op":"update","resource":"schools","problem":{"status":STATUS,"title":"No","validationErrors":{"$.a":["a is required."]}}}}"""
            .Replace("STATUS", $"{status}", StringComparison.Ordinal).Replace("INDEX", $"{index}", StringComparison.Ordinal));

        Assert.Equal(expected, answer.Status);
        Assert.Equal("$.a: a is required.", Assert.Single(answer.ValidationErrors));
        Assert.False(answer.Success);
    }

    [Theory]
    [InlineData(500, """{"message":"down","traceId":"1"}""")]
    [InlineData(413, """{"error":"Payload Too Large","message":"too many"}""")]
    public async Task An_answer_about_no_operation_leaves_it_open(int status, string body) => Assert.Equal(status, (await AskAsync(status, body)).Status);

    [Theory]
    [InlineData(409, 5)]
    [InlineData(403, 1)]
    [InlineData(412, 1)]
    public async Task What_a_server_may_tell_the_next_time_is_asked_again_a_few_times(int status, int times)
    {
        var asked = 0;

        await AskAsync(status, $$"""{"failedOperation":{"index":0,"problem":{"status":{{status}} } } }""", told: _ => asked++);

        Assert.Equal(times, asked);
    }

    [Fact]
    public async Task The_first_operation_needs_an_ETag_that_no_document_has_and_the_second_fails_in_any_case()
    {
        using var server = new TokenServer();
        var sent = "";
        await AskAsync(404, "{}", server, body => sent = body);

        Assert.StartsWith("""[{"op":"update","resource":"schools","naturalKey":{"schoolId":1},"document":{"schoolId":1,"a":2},"ifMatch":"EdFi.BatchPerf-""", sent, StringComparison.Ordinal);
        Assert.Contains("""{"op":"delete","resource":"schools","documentId":""", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_was_committed_is_not_sent_again()
    {
        var sent = 0;
        var answer = await AskAsync(200, "[]", told: _ => sent++);

        Assert.Equal((1, true), (sent, answer.Success));
    }

    private static async Task<ResourceAnswer> AskAsync(int status, string body, TokenServer? given = null, Action<string>? told = null)
    {
        using var server = given ?? new TokenServer();
        server.Answer = (request, text) =>
        {
            if (request.RequestUri!.AbsolutePath != "/batch")
            {
                return Task.FromResult(server.Token());
            }

            told?.Invoke(text);
            return Task.FromResult(TokenServer.Json(status, body));
        };
        using var invoker = new HttpMessageInvoker(server, disposeHandler: false);
        var probe = new PresenceProbe(new ApiRequest(invoker, TokenServer.Options), server.Source(), new Uri("http://dms/batch"), new RefusalWait(TimeProvider.System));
        return await probe.AskAsync("schools", """{"schoolId":1}"""u8.ToArray(), """{"schoolId":1,"a":2}"""u8.ToArray(), CancellationToken.None);
    }
}
