using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>Servers that quote in their refusals what they were sent, headers included.</summary>
public sealed class EchoTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_token_endpoint_that_quotes_key_and_secret_has_them_overwritten(int status)
    {
        await using var server = new RawServer { OnToken = e => e.AnswerAsync(status, Quote(e)) };
        using var connection = server.Connect(Options(server));

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => connection.GetResources().GetAsync("students", null, CancellationToken.None));

        Assert.Contains("***", problem.Message, StringComparison.Ordinal);
        Canary.AssertNotIn(problem + problem.NextStep, "the error");
    }

    [Fact]
    public async Task A_server_that_is_no_DMS_and_quotes_the_secret_has_it_overwritten()
    {
        using var cli = new CliRunner();
        await using var server = new RawServer { OnBatch = e => e.AnswerAsync(200, JsonSerializer.Serialize(Canary.Secret + " is not known")) };

        Assert.Equal(ExitCode.UnexpectedServer, await cli.RunAsync("-t", "BATCH_VOLUME", "-b", server.BaseUrl.ToString(), "-k", Canary.Key, "-s", Canary.Secret));

        Assert.Contains("is not known", cli.Output, StringComparison.Ordinal);
        Canary.AssertNotIn(cli.Output, "the output");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Results_hold_no_token_that_the_server_quotes(int status)
    {
        await using var server = new RawServer
        {
            OnToken = static e => e.AnswerAsync(200, $$"""{"access_token":"{{Canary.Token}}","expires_in":1800}"""),
            OnBatch = e => e.AnswerAsync(status, e.Number % 2 == 0 ? Quote(e) : "not JSON: " + e.Head),
        };
        using var connection = server.Connect(Options(server));

        var results = await Load.RunAsync(connection, Plans.Counted(6));

        Assert.All(results, static r => Assert.False(r.Success));
        Canary.AssertNotIn(JsonSerializer.Serialize(results) + string.Concat(results), "the results");
    }

    [Fact]
    public async Task A_single_resource_request_tells_no_token_that_the_server_quotes()
    {
        await using var server = new RawServer
        {
            OnToken = static e => e.AnswerAsync(200, $$"""{"access_token":"{{Canary.Token}}","expires_in":1800}"""),
            OnBatch = static e => e.AnswerAsync(403, Quote(e)),
        };
        using var connection = server.Connect(Options(server));

        var answer = await connection.GetResources().GetAsync("students", null, CancellationToken.None);

        Assert.Contains("***", answer.Problem, StringComparison.Ordinal);
        Canary.AssertNotIn(answer.Problem!, "the problem");
    }

    [Fact]
    public void What_is_too_short_to_be_a_secret_is_left_in_the_servers_words()
    {
        var words = "The secret is wrong."u8.ToArray();

        new SecretEcho(new ConnectOptions { BaseUrl = new Uri("http://dms"), Key = "key", Secret = "secret" }).Hide(words, token: "is"u8);

        Assert.Equal("The secret is wrong."u8.ToArray(), words);
    }

    private static string Quote(RawExchange exchange) => JsonSerializer.Serialize(new
    {
        title = "Refused",
        detail = exchange.Head,
        errors = new[] { exchange.Body, Uri.UnescapeDataString(exchange.Body.Replace('+', ' ')), Decoded(exchange.Head) },
    });

    /// <summary>Key and secret in plain text, as a server has them after it read the header.</summary>
    private static string Decoded(string head) =>
        head.Split("Basic ") is [_, var rest] ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(rest.Split('\r')[0])) : "";

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = Canary.Key, Secret = Canary.Secret };
}
