using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>The client against servers of either age.</summary>
public sealed class NewerServerTests
{
    [Theory]
    [InlineData(ServerDialect.Current, "/connect/token")]
    [InlineData(ServerDialect.Newer, "/oauth/token")]
    public async Task The_load_works_on_servers_of_either_age(ServerDialect dialect, string tokenPath)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = dialect });
        using var connection = await Load.ConnectAsync(simulator);

        var results = await Load.RunAsync(connection, Plans.Counted(5));

        Assert.Equal((tokenPath, 1), (connection.TokenUrl.AbsolutePath, connection.TokenRequests));
        Assert.All(results, static r => Assert.True(r.Success));
    }

    [Theory]
    [InlineData(ServerDialect.Current, 429, ErrorKind.Throttled, "429 Too Many Requests: a rate limiter refused the request")]
    [InlineData(ServerDialect.Newer, 429, ErrorKind.Throttled, "429 Too Many Requests: The rate limiter let no more requests through in this window. (Retry-After: 1 s)")]
    [InlineData(ServerDialect.Newer, 503, ErrorKind.ServerError, "503 Service Unavailable: The server takes no requests for the time being. (Retry-After: 30 s)")]
    [InlineData(ServerDialect.Current, 401, ErrorKind.Unauthorized, "401 Unauthorized: Authorization failed: Invalid token")]
    [InlineData(ServerDialect.Newer, 401, ErrorKind.Unauthorized, "401 Authentication Failed: The request's token was not accepted. Invalid token")]
    public async Task A_refusal_is_understood_whichever_server_it_comes_from(ServerDialect dialect, int status, ErrorKind kind, string error)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = dialect });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.Change(o => status switch
        {
            429 => o with { ThrottleRate = 1 },
            503 => o with { BreakerOpen = true },
            _ => o with { UnauthorizedRate = 1 },
        });

        var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1)));

        Assert.Equal((status, kind, error), (result.StatusCode, result.ErrorKind, result.Error));
    }

    [Fact]
    public async Task A_limiter_that_says_when_it_ends_fails_no_batch_that_may_be_sent_again()
    {
        var clock = new TestClock();
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Time = clock });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.Change(static o => o with { RateLimit = 1, RateWindow = 0.2 });

        var plan = Plans.Counted(3) with { ClientCount = 1, RetryCount = 5, StopTimeout = TimeSpan.FromHours(1) };
        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        await Signals.UntilAsync(() => simulator.Counts().BatchAnswered.GetValueOrDefault(429) > 0); // in the window of the first
        var results = await Load.FinishAsync(load, clock);

        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Contains(results, static r => r.Attempt > 1);
    }

    /// <summary>A newer server hands out tokens itself, behind its limiter and breaker: that is nothing that the key did.</summary>
    [Theory]
    [InlineData(429, ErrorKind.Throttled, "Retry-After: 7\r\n")]
    [InlineData(503, ErrorKind.ServerError, "Retry-After: 7\r\n")]
    [InlineData(500, ErrorKind.ServerError, "")]
    [InlineData(401, ErrorKind.Unauthorized, "")]
    public async Task A_token_that_the_server_has_no_time_for_is_no_matter_of_the_key(int status, ErrorKind kind, string headers)
    {
        await using var server = new RawServer { OnToken = exchange => exchange.AnswerAsync(status, "", headers) };
        using var connection = server.Connect();

        var load = Load.Start(connection, Plans.Counted(1));
        var result = Assert.Single(await Load.FinishAsync(load));

        Assert.Equal((null, kind, 3, 0), (result.StatusCode, result.ErrorKind, result.OperationsNotAttempted, server.Batches));
        Assert.Contains($" answered {status}", result.Error, StringComparison.Ordinal);
        Assert.Equal(headers.Length > 0, result.Error!.Contains("(Retry-After: 7 s)", StringComparison.Ordinal));
        Assert.Equal(headers.Length > 0 ? 7 : null, load.Run.Verdict.Health!.RetryAfterSeconds);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_batch_that_waited_for_a_token_fails_not_where_it_may_be_sent_again(int status)
    {
        var asked = 0;
        await using var server = new RawServer
        {
            OnToken = exchange => ++asked <= 2 ? exchange.AnswerAsync(status, "", "Retry-After: 0\r\n") : exchange.AnswerAsync(200, """{"access_token":"t","expires_in":1800}"""),
        };
        using var connection = server.Connect();

        var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1, RetryCount = 5 }));

        Assert.Equal((true, 3, 1), (result.Success, result.Attempt, server.Batches));
    }

    [Fact]
    public async Task The_verdict_of_a_run_that_was_mostly_refused_says_how_long_the_server_asked_to_wait()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.Change(static o => o with { BreakerOpen = true });

        var load = Load.Start(connection, Plans.Counted(5));
        await Load.FinishAsync(load);

        Assert.Contains(load.Run.Verdict.Reasons, static r => r.Contains("asked to wait for up to 30 s (Retry-After)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pass+Word1")]
    [InlineData("a%41B1-and-more")]
    [InlineData("50%25off1")]
    public async Task A_token_endpoint_that_decodes_basic_gets_it_encoded(string secret)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Key = "my:key", Secret = secret });

        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = "my:key", Secret = secret }, tell: null, CancellationToken.None);

        Assert.Equal(2, connection.TokenRequests);
    }

    [Theory]
    [InlineData("", "{tenant}", "/tenant1/2025")]
    [InlineData("t1", "{schoolYear}", "/t1/2025")]
    public async Task A_base_url_that_lacks_a_tenant_or_year_is_refused_with_an_example(string path, string placeholder, string example)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Route = "tenant=t1;schoolYear=2025" });

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => ConnectAsync(simulator, path));

        Assert.Equal("EndpointPlaceholder", error.ErrorId);
        Assert.Contains(placeholder, error.Message, StringComparison.Ordinal);
        Assert.Contains(example, error.NextStep, StringComparison.Ordinal);
        Assert.Equal(0, simulator.Counts().TokenRequests);
    }

    [Fact]
    public async Task The_load_works_below_a_tenant_and_a_year()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Route = "tenant=t1;schoolYear=2025" });
        using var connection = await ConnectAsync(simulator, "t1/2025");

        var results = await Load.RunAsync(connection, Plans.Counted(2));
        var answer = await connection.GetResources().GetAsync("students", query: null, CancellationToken.None);

        Assert.All(results, static r => Assert.True(r.Success));
        Assert.Equal((200, "/t1/2025/data/ed-fi"), (answer.Status, connection.GetResources().ApiPrefix));
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_is_no_dms()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = ServerDialect.Newer, Route = "tenant=t1" });

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => ConnectAsync(simulator, "t2"));

        Assert.Equal("NotADms", error.ErrorId);
    }

    private static Task<ApiConnection> ConnectAsync(SimulatorHost simulator, string path) => ApiConnection.OpenAsync(
        new ConnectOptions { BaseUrl = new Uri(simulator.BaseUrl, path), Key = "simulator-key", Secret = "simulator-secret" },
        tell: null,
        CancellationToken.None);
}
