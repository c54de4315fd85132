using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>What a newer server says differently, beside what the transcripts hold of the current one.</summary>
public sealed class DialectTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private SimulatorHost _simulator = null!;
    private SimulatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Time = _time });
        _client = new SimulatorClient(_simulator);
        Assert.Equal(200, await _client.BatchStatusAsync());
    }

    [Theory]
    [InlineData("throttle", 429, "urn:ed-fi:api:too-many-requests", "1")]
    [InlineData("unavailable", 503, "urn:ed-fi:api:service-unavailable", "1")]
    [InlineData("breaker", 503, "urn:ed-fi:api:service-unavailable", "30")]
    [InlineData("unauthorized", 401, "urn:ed-fi:api:security:authentication", null)]
    public async Task A_refusal_is_a_problem_with_the_time_to_wait(string fault, int status, string type, string? wait)
    {
        _simulator.Change(o => fault switch
        {
            "throttle" => o with { ThrottleRate = 1 },
            "unavailable" => o with { UnavailableRate = 1 },
            "breaker" => o with { BreakerOpen = true },
            _ => o with { UnauthorizedRate = 1 },
        });

        using var answer = await _client.BatchAsync(Documents.Triple("a"));

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((type, status), ((string)problem["type"]!, (int)problem["status"]!));
        Assert.Equal(wait, answer.Headers.RetryAfter?.ToString());
        Assert.Equal(3, _simulator.Counts().OperationsTotal.NotAttempted);
    }

    [Fact]
    public async Task The_limiter_says_how_long_its_window_lasts()
    {
        _simulator.Change(static o => o with { RateLimit = 1, RateWindow = 10 });
        Assert.Equal(200, await _client.BatchStatusAsync());
        _time.Advance(3.5);

        using var batch = await _client.BatchAsync();
        using var single = await _client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");

        Assert.Equal((429, "7"), ((int)batch.StatusCode, batch.Headers.RetryAfter!.ToString()));
        Assert.Equal((429, "7"), ((int)single.StatusCode, single.Headers.RetryAfter!.ToString()));
    }

    [Theory]
    [InlineData(ServerDialect.Current, 500)]
    [InlineData(ServerDialect.Newer, 503)]
    public async Task An_open_breaker_refuses_single_requests_too(ServerDialect dialect, int status)
    {
        _simulator.Change(o => o with { Dialect = dialect, BreakerOpen = true, BreakerDuration = 12 });

        using var answer = await _client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");

        Assert.Equal((status, status == 503 ? "12" : null), ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
    }

    /// <summary>Half a minute in which everything is refused followed a few deadlocks on a real server.</summary>
    [Theory]
    [InlineData(ServerDialect.Current, 500, null)]
    [InlineData(ServerDialect.Newer, 503, "28")]
    public async Task Server_errors_open_the_breaker_for_a_while_for_everything(ServerDialect dialect, int status, string? wait)
    {
        _simulator.Change(o => o with { Dialect = dialect, BreakerAfter = 2, DeadlockRate = 1 });
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));
        _time.Advance(11); // too long ago to count
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));
        _simulator.Change(static o => o with { DeadlockRate = 0 });
        _time.Advance(2);

        using var batch = await _client.BatchAsync(Documents.Triple("a"));
        using var single = await _client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");
        _time.Advance(28.5);

        Assert.All([batch, single], (HttpResponseMessage answer) => Assert.Equal((status, wait), ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString())));
        Assert.Equal(200, await _client.BatchStatusAsync(Documents.Triple("a")));
    }

    [Fact]
    public async Task A_breaker_that_is_switched_off_and_on_again_is_closed_and_counts_anew()
    {
        static SimulatorOptions Breaking(SimulatorOptions o) => o with { BreakerAfter = 2, DeadlockRate = 1 };
        _simulator.Change(Breaking);
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));

        _simulator.Change(static o => o with { BreakerAfter = 0 });
        _simulator.Change(Breaking);
        using var single = await _client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");
        Assert.Equal(500, await _client.BatchStatusAsync(Documents.Triple("a")));
        using var after = await _client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");

        Assert.All([single, after], static answer => Assert.Equal(200, (int)answer.StatusCode));
    }

    [Fact]
    public async Task Discovery_names_what_newer_servers_have_besides()
    {
        var urls = (await _client.GetAsync("/"))["urls"]!;

        Assert.Equal(
            ["/oauth/token", "/oauth/token_info", "/data", "/changeQueries/v1/", "/batch"],
            new[] { "oauth", "tokenInfo", "dataManagementApi", "changeQueries", "batchApi" }.Select(n => new Uri((string)urls[n]!).AbsolutePath));
    }

    [Theory]
    [InlineData("application/json", 201)]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("text/plain", 415)]
    public async Task A_document_comes_as_json(string type, int status)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await SimulatorClient.FetchTokenAsync(_simulator, client));
        using var content = new StringContent(Documents.Student("a"), Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await client.PostAsync(new Uri(_simulator.BaseUrl, "data/ed-fi/students"), content);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_method_that_is_not_allowed_is_answered_with_those_that_are()
    {
        using var answer = await _client.SendAsync(HttpMethod.Delete, "/data/ed-fi/students");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, POST"), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
    }

    [Theory]
    [InlineData("", 200, "/{tenant}/{schoolYear}/data")]
    [InlineData("t1", 200, "/t1/{schoolYear}/data")]
    [InlineData("t1/", 200, "/t1/{schoolYear}/data")]
    [InlineData("t1/2025", 200, "/t1/2025/data")]
    [InlineData("t2", 404, null)]
    [InlineData("t2/2025", 404, null)]
    [InlineData("data", 404, null)]
    public async Task Discovery_below_a_route_names_what_is_still_to_be_given(string path, int status, string? data)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Route = "tenant=t1;schoolYear=2025" });
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(simulator.BaseUrl, path));

        Assert.Equal(status, (int)answer.StatusCode);
        var url = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["urls"]?["dataManagementApi"];
        Assert.Equal(data, url?[simulator.BaseUrl.ToString().TrimEnd('/').Length..]);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }
}
