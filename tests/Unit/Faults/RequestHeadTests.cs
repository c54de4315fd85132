using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A server, or a proxy before it, that takes no heads, addresses or bodies of the length that it got.</summary>
public sealed class RequestHeadTests
{
    private const string Discovery = """{"urls":{"oauth":"/token","batchApi":"/batch","dataManagementApi":"/data"}}""";

    [Theory]
    [InlineData("/", 431, "GET {0} answered 431 Request Header Fields Too Large")]
    [InlineData("/", 414, "GET {0} answered 414 URI Too Long")]
    [InlineData("/token", 431, "POST {0}token answered 431 Request Header Fields Too Large")]
    [InlineData("/batch", 431, "POST {0}batch answered 431 Request Header Fields Too Large")]
    public async Task A_head_that_is_too_long_for_the_server_is_said_to_be_it(string at, int status, string said)
    {
        await using var server = new RawServer();
        server.OnBatch = server.OnToken = exchange =>
            exchange.Path == at ? exchange.AnswerAsync(status, "<html>no</html>")
            : exchange.Path == "/" ? exchange.AnswerAsync(200, Discovery)
            : exchange.AnswerAsync(200, """{"access_token":"t"}""");
        var options = new ConnectOptions
        {
            BaseUrl = server.BaseUrl, Key = "k", Secret = "s", Headers = ExtraHeaders.Parse("X-Long: " + new string('x', 5000)),
        };

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => ApiConnection.OpenAsync(options, tell: null, CancellationToken.None));

        Assert.Equal("RequestHeadTooLong", error.ErrorId);
        Assert.StartsWith(string.Format(said, server.BaseUrl), error.Message, StringComparison.Ordinal);
        Assert.Contains("Header", error.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(431, "431 Request Header Fields Too Large")]
    [InlineData(413, "413 Content Too Large")]
    [InlineData(502, "502 from a proxy")]
    public async Task A_batch_refused_by_a_page_of_HTML_says_what_the_status_means(int status, string said)
    {
        await using var server = new RawServer();
        server.OnBatch = exchange => exchange.AnswerAsync(status, "<html>no</html>");
        using var connection = server.Connect();

        var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1)));
        var single = await connection.GetResources().GetAsync("students", query: null, CancellationToken.None);

        Assert.StartsWith(said, result.Error, StringComparison.Ordinal);
        Assert.StartsWith(said, $"{single.Status} {single.Problem}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_body_that_the_server_does_not_read_is_told_with_its_length()
    {
        await using var server = new RawServer();
        server.OnBatch = static exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        };
        using var connection = server.Connect();
        var document = new string('x', 1_200_000);

        var result = await EdFi.BatchPerf.Running.SingleBatch.SendAsync(
            connection,
            $$$"""[{"op":"create","resource":"students","document":{"studentUniqueId":"{{{document}}}"}}]""",
            TimeSpan.FromSeconds(30),
            CancellationToken.None);

        Assert.Equal(ErrorKind.ConnectionFailed, result.ErrorKind);
        Assert.Contains("(The request has 1.2 MB; a DMS takes 10 MB", result.Error, StringComparison.Ordinal);
    }
}
