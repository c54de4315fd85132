using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>Headers of the client and of the operator, on every request and in no text.</summary>
public sealed class ExtraHeaderTests
{
    private const string Value = "gateway-secret-0123456789";

    [Fact]
    public async Task Every_request_names_the_client_and_carries_the_operators_headers()
    {
        var heads = new List<string>();
        await using var server = Recording(heads);
        var options = Options(server) with { Headers = ExtraHeaders.Parse($"X-Gateway-Key: {Value}\nX-Tenant: one") };

        using var connection = await ApiConnection.OpenAsync(options, tell: null, CancellationToken.None);
        await connection.GetResources().GetAsync("students", null, CancellationToken.None);
        await Load.RunAsync(connection, Plans.Counted(2));

        var agent = $"User-Agent: EdFi.BatchPerf/{new ClientEnvironment().ToolVersion}\r\n";
        Assert.True(heads.Count >= 5, "discovery, token, check, resource, batches");
        Assert.All(heads, head => Assert.Contains(agent, head, StringComparison.Ordinal));
        Assert.All(heads, static head => Assert.Contains($"X-Gateway-Key: {Value}\r\n", head, StringComparison.Ordinal));
        Assert.All(heads, static head => Assert.Contains("X-Tenant: one\r\n", head, StringComparison.Ordinal));
        Assert.Equal(["X-Gateway-Key", "X-Tenant"], connection.HeaderNames);
    }

    [Fact]
    public async Task An_operator_can_name_the_client_otherwise()
    {
        var heads = new List<string>();
        await using var server = Recording(heads);

        using var connection = await ApiConnection.OpenAsync(
            Options(server) with { Headers = ExtraHeaders.Parse("User-Agent: mine/1") },
            tell: null,
            CancellationToken.None);

        Assert.All(heads, static head => Assert.Contains("User-Agent: mine/1\r\n", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_only_metadata_names_gets_none_of_them()
    {
        var heads = new List<string>();
        await using var server = Recording([]);
        await using var other = Recording(heads);
        using var connection = await ApiConnection.OpenAsync(
            Options(server) with { Headers = ExtraHeaders.Parse($"X-Gateway-Key: {Value}") },
            tell: null,
            CancellationToken.None);

        await connection.ReadMetadataAsync(other.BaseUrl, CancellationToken.None);

        Assert.DoesNotContain("X-Gateway-Key", Assert.Single(heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Their_values_are_in_no_text_also_where_the_server_quotes_them()
    {
        await using var server = new RawServer { OnBatch = static e => e.AnswerAsync(400, JsonSerializer.Serialize(new { detail = e.Head })) };
        var options = Options(server) with { Headers = ExtraHeaders.Parse($"X-Gateway-Key: {Value}") };
        using var connection = server.Connect(options);

        var results = await Load.RunAsync(connection, Plans.Counted(2));

        var texts = string.Concat(results) + JsonSerializer.Serialize(results) + options + JsonSerializer.Serialize(options) + connection;
        Assert.Contains("X-Gateway-Key", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, texts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Key")]
    [InlineData(": gateway-secret-0123456789")]
    [InlineData("X Key: gateway-secret-0123456789")]
    [InlineData("X-Key:")]
    [InlineData("X-Key: gateway-secret-0123456789\u0001")]
    [InlineData("X-Key: gateway-secret-0123456789é")]
    [InlineData("Authorization: gateway-secret-0123456789")]
    [InlineData("content-length: 3")]
    [InlineData("X-Key: gateway-secret-0123456789\nx-key: 2")]
    public void What_is_no_header_is_refused_without_its_value(string text)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ExtraHeaders.Parse(text));

        Assert.Equal("InvalidHeader", problem.ErrorId);
        Assert.DoesNotContain("gateway-secret", problem.Message + problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_cannot_smuggle_a_second_header() =>
        Assert.Throws<BatchPerfException>(() => ExtraHeaders.Of([new("X-Key", "a\r\nX-Other: b")]));

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = "k", Secret = "s" };

    private static RawServer Recording(List<string> heads)
    {
        const string discovery = """{"version":"1","urls":{"oauth":"/token","dataManagementApi":"/data","batchApi":"/batch"}}""";
        return new RawServer
        {
            OnToken = e => Record(e).AnswerAsync(200, """{"access_token":"t"}"""),
            OnBatch = e => Record(e).Path == "/" ? e.AnswerAsync(200, discovery)
                : e.Path == "/batch" && e.Body != "[]" ? e.SucceedAsync()
                : e.AnswerAsync(200, "[]"),
        };

        RawExchange Record(RawExchange exchange)
        {
            lock (heads)
            {
                heads.Add(exchange.Head);
            }

            return exchange;
        }
    }
}
