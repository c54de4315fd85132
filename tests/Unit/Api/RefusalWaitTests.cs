using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class RefusalWaitTests
{
    [Theory]
    [InlineData("POST", 429, null, 0, 0.5)]
    [InlineData("POST", 429, null, 4, 8.0)]
    [InlineData("POST", 429, null, 5, null)]
    [InlineData("POST", 429, 7, 0, 7.0)]
    [InlineData("GET", 429, 60, 4, 60.0)]
    [InlineData("GET", 429, 61, 0, null)]
    [InlineData("GET", 503, null, 1, 1.0)]
    [InlineData("POST", 503, null, 0, null)] // it may come from in between, after the document was written
    [InlineData("POST", 503, 30, 0, null)] // a second POST would take the document of the first for one that was there before
    [InlineData("DELETE", 503, 30, 0, 30.0)]
    [InlineData("GET", 500, null, 0, null)]
    [InlineData("GET", 401, null, 0, null)]
    [InlineData("POST", 201, null, 0, null)]
    public async Task A_refusal_for_now_is_waited_for_as_long_as_the_server_asks(string method, int status, int? asked, int retries, double? seconds)
    {
        var time = new HastyTime();
        var answer = new ApiAnswer(status, default) { RetryAfter = asked is { } after ? TimeSpan.FromSeconds(after) : null };

        var waited = await new RefusalWait(time).WaitAsync(new HttpMethod(method), answer, retries, CancellationToken.None);

        Assert.Equal(seconds is not null, waited);
        Assert.Equal(seconds is { } wait ? [TimeSpan.FromSeconds(wait)] : [], time.Waits);
    }

    [Theory]
    [InlineData(ServerDialect.Current)]
    [InlineData(ServerDialect.Newer)]
    public async Task A_document_is_written_once_the_limiter_lets_it_pass(ServerDialect dialect)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Dialect = dialect });
        var time = new HastyTime();
        var options = new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = simulator.Options.Key, Secret = simulator.Options.Secret };
        using var connection = await Connector.OpenAsync(options, tell: null, time, CancellationToken.None);
        simulator.Change(static o => o with { RateLimit = 1, RateWindow = 40 });
        await connection.GetResources().GetAsync("students", query: null, CancellationToken.None); // what the limit has room for, at most
        time.Waiting = () => simulator.Change(static o => o with { RateLimit = 0 });

        var answer = await connection.GetResources().PostAsync(
            "students",
            """{"studentUniqueId":"1","firstName":"Ada","lastSurname":"Lovelace","birthDate":"2010-05-06"}"""u8.ToArray(),
            CancellationToken.None);

        Assert.Equal(201, answer.Status);
        Assert.NotEmpty(time.Waits);
    }
}
