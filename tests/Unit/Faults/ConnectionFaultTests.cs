using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>
/// Every third batch meets a fault of the connection or an answer that is none. The run goes on; each batch is counted once, as what
/// it was; no connection stays open.
/// </summary>
public sealed class ConnectionFaultTests
{
    private const int Count = 60;
    private static readonly (string Fault, ErrorKind Kind)[] Kinds =
    [
        ("reset before the answer", ErrorKind.ConnectionFailed),
        ("close before the answer", ErrorKind.ConnectionFailed),
        ("reset in the head", ErrorKind.ConnectionFailed),
        ("reset in the body", ErrorKind.ConnectionFailed),
        ("close in the body", ErrorKind.ConnectionFailed),
        ("stall before the answer", ErrorKind.Timeout),
        ("stall in the body", ErrorKind.Timeout),
        ("chunks cut off", ErrorKind.ConnectionFailed),
        ("chunks broken", ErrorKind.InvalidResponse),
        ("no HTTP", ErrorKind.InvalidResponse),
        ("endless head", ErrorKind.InvalidResponse),
        ("empty body", ErrorKind.InvalidResponse),
        ("page", ErrorKind.InvalidResponse),
        ("body cut short", ErrorKind.InvalidResponse),
        ("no content", ErrorKind.InvalidResponse),
        ("redirect", ErrorKind.InvalidResponse),
        ("bad gateway", ErrorKind.ServerError),
    ];

    /// <summary>Each over a connection of the client's own, and through the platform's handler, which reads compressed answers.</summary>
    public static TheoryData<string, ErrorKind, bool> Faults
    {
        get
        {
            var all = new TheoryData<string, ErrorKind, bool> { { "gzip that is none", ErrorKind.InvalidResponse, true } };
            foreach (var (fault, kind) in Kinds)
            {
                all.Add(fault, kind, false);
                all.Add(fault, kind, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_costs_the_batch_that_meets_it_and_no_other(string fault, ErrorKind kind, bool compressed)
    {
        await using var server = new RawServer();
        server.OnBatch = exchange => exchange.Number % 3 == 0 ? CommitAsync(fault, exchange) : exchange.SucceedAsync();
        using var connection = server.Connect(new ConnectOptions { BaseUrl = server.BaseUrl, Key = "k", Secret = "s", AcceptGzip = compressed });
        var plan = Plans.Counted(Count) with { ClientCount = Count / 3 };
        var load = kind == ErrorKind.Timeout
            ? await Load.StartStalledAsync(connection, plan, load => server.Batches == Count && load.Run.Totals.Batches == Count - (Count / 3))
            : Load.Start(connection, plan);

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchCount, Count), (load.Run.StopReason, server.Batches));
        var failed = results.Where(static r => !r.Success).ToList();
        Assert.Equal(Count / 3, failed.Count);
        Assert.All(failed, r => Assert.Equal((kind, 3, 1), (r.ErrorKind, r.OperationsUnknown, r.Attempt)));
        Assert.All(failed, static r => Assert.False(string.IsNullOrWhiteSpace(r.Error)));
        connection.Dispose();
        await server.AllClosedAsync().WaitAsync(Load.Bound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_says_that_it_closes_a_connection_costs_new_connections_only(bool compressed)
    {
        await using var server = new RawServer();
        server.OnBatch = static exchange => Then(exchange.AnswerAsync(200, exchange.Outcomes, "Connection: close\r\n"), exchange.Close);
        using var connection = server.Connect(compressed);

        var results = await Load.RunAsync(connection, Plans.Counted(40) with { ClientCount = 4 });

        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Equal(41, server.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_that_crosses_the_silent_close_of_its_connection_is_unknown_and_not_sent_again(bool compressed)
    {
        await using var server = new RawServer();
        server.OnBatch = static exchange => Then(exchange.SucceedAsync(), exchange.Close);
        using var connection = server.Connect(compressed);

        var results = await Load.RunAsync(connection, Plans.Counted(100) with { ClientCount = 4 });

        Assert.Equal((100, 1), (results.Count, results.Max(static r => r.Attempt)));
        Assert.Equal(server.Batches, results.Count(static r => r.Success));
        Assert.All(results.Where(static r => !r.Success), static r => Assert.Equal((ErrorKind.ConnectionFailed, 3), (r.ErrorKind, r.OperationsUnknown)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_end_is_given_up_after_16_MB_and_its_connection_with_it(bool compressed)
    {
        await using var server = new RawServer();
        var megabyte = new string(' ', 1024 * 1024);
        server.OnBatch = async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n[");
            for (var i = 0; i < 95; i++)
            {
                await exchange.WriteAsync(megabyte);
            }
        };
        using var connection = server.Connect(compressed);

        var results = await Load.RunAsync(connection, Plans.Counted(2));

        Assert.All(results, static r => Assert.Equal((ErrorKind.InvalidResponse, 200, 3), (r.ErrorKind, r.StatusCode, r.OperationsUnknown)));
        Assert.All(results, static r => Assert.True(r.Error!.Length < 5_000));
        connection.Dispose();
        await server.AllClosedAsync().WaitAsync(Load.Bound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_server_is_away_for_five_seconds_nothing_is_sent_and_when_it_is_back_the_run_goes_on(bool compressed)
    {
        await using var server = new RawServer();
        using var connection = server.Connect(compressed);
        var clock = new TestClock();
        var load = Load.Start(connection, Plans.Unhurried() with { ClientCount = 5, ThinkTime = TimeSpan.FromMilliseconds(20) }, new RunOptions { Time = clock });
        await clock.UntilAsync(() => server.Batches > 50);

        await server.StopAsync();
        var back = clock.GetUtcNow().AddSeconds(5);
        await clock.UntilAsync(() => load.Run.Totals.OperationsNotAttempted > 0 && clock.GetUtcNow() >= back);
        server.Listen();
        var before = server.Batches;
        await clock.UntilAsync(() => server.Batches > before + 50);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load, clock);

        var failed = results.Where(static r => !r.Success).ToList();
        Assert.All(failed, static r => Assert.Equal(ErrorKind.ConnectionFailed, r.ErrorKind));
        Assert.True(failed.Count(static r => r.OperationsUnknown > 0) <= 5, "Each client had at most one batch under way.");
        Assert.True(failed.Count < 200, "Refused connections do not make a storm.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_nobody_knows_is_a_failed_connection_and_nothing_was_sent(bool compressed)
    {
        await using var server = new RawServer();
        using var connection = server.Connect(compressed, batchUrl: "http://no-such-host.invalid/batch");

        var results = await Load.RunAsync(connection, Plans.Counted(3));

        Assert.All(results, static r => Assert.Equal((ErrorKind.ConnectionFailed, 3), (r.ErrorKind, r.OperationsNotAttempted)));
        Assert.All(results, static r => Assert.StartsWith("No connection", r.Error, StringComparison.Ordinal));
    }

    private static Task CommitAsync(string fault, RawExchange exchange)
    {
        const string head = "HTTP/1.1 200 OK\r\n";
        return fault switch
        {
            "reset before the answer" => Then(Task.CompletedTask, exchange.Reset),
            "close before the answer" => Then(Task.CompletedTask, exchange.Close),
            "reset in the head" => Then(exchange.WriteAsync(head + "Content-Ty"), exchange.Reset),
            "reset in the body" => Then(exchange.BeginAsync(40), exchange.Reset),
            "close in the body" => Then(exchange.BeginAsync(40), exchange.Close),
            "stall before the answer" => exchange.StallAsync(),
            "stall in the body" => StallAsync(exchange.BeginAsync(40), exchange),
            "chunks cut off" => Then(exchange.WriteAsync(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n[{\"in\r\n"), exchange.Close),
            "chunks broken" => exchange.WriteAsync(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n[{\"in\r\nnonsense\r\n"),
            "no HTTP" => Then(exchange.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n"), exchange.Close),
            "endless head" => exchange.WriteAsync(head + string.Concat(Enumerable.Repeat("X-Filler: " + new string('x', 1000) + "\r\n", 100))),
            "empty body" => exchange.AnswerAsync(200, ""),
            "page" => exchange.AnswerAsync(200, "<html><body>Welcome</body></html>"),
            "body cut short" => exchange.AnswerAsync(200, exchange.Outcomes[..^20]),
            "gzip that is none" => exchange.AnswerAsync(200, exchange.Outcomes, "Content-Encoding: gzip\r\n"),
            "no content" => exchange.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"),
            "redirect" => exchange.AnswerAsync(302, "", "Location: /login\r\n"),
            _ => exchange.AnswerAsync(502, "<html>Bad gateway</html>"),
        };
    }

    private static async Task Then(Task first, Action second)
    {
        await first;
        second();
    }

    private static async Task StallAsync(Task first, RawExchange exchange)
    {
        await first;
        await exchange.StallAsync();
    }
}
