using EdFi.BatchPerf.Unit.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>The same faults over TLS, where one broken HTTP/2 stream must not cost the batches that share its connection.</summary>
public sealed class SecureTransportTests
{
    private const int Count = 60;

    public static TheoryData<bool, string, ErrorKind> Faults => new()
    {
        { false, "broken off before the answer", ErrorKind.ConnectionFailed },
        { false, "broken off in the body", ErrorKind.ConnectionFailed },
        { false, "stalled", ErrorKind.Timeout },
        { true, "broken off before the answer", ErrorKind.ConnectionFailed },
        { true, "broken off in the body", ErrorKind.ConnectionFailed },
        { true, "stalled", ErrorKind.Timeout },
    };

    [Theory]
    [InlineData(false, "HTTP/1.1")]
    [InlineData(true, "HTTP/2")]
    public async Task Batches_travel_by_the_protocol_that_was_asked_for(bool http2, string protocol)
    {
        await using var server = await SecureServer.StartAsync(HttpProtocols.Http1AndHttp2, static (context, _) => SecureServer.SucceedAsync(context));
        using var connection = server.Connect(http2);

        var results = await Load.RunAsync(connection, Plans.Counted(Count) with { ClientCount = 10 });

        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Equal([protocol], server.Seen.Keys.Select(static k => k.Protocol).Distinct());
    }

    [Fact]
    public async Task Ten_clients_share_one_connection_of_HTTP_2()
    {
        await using var server = await SecureServer.StartAsync(HttpProtocols.Http2, static (context, _) => SecureServer.SucceedAsync(context));
        using var connection = server.Connect(http2: true);

        await Load.RunAsync(connection, Plans.Counted(Count) with { ClientCount = 10 });

        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task A_server_without_HTTP_2_gets_HTTP_1()
    {
        await using var server = await SecureServer.StartAsync(HttpProtocols.Http1, static (context, _) => SecureServer.SucceedAsync(context));
        using var connection = server.Connect(http2: true);

        var results = await Load.RunAsync(connection, Plans.Counted(Count));

        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.All(server.Seen.Keys, static k => Assert.Equal("HTTP/1.1", k.Protocol));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_costs_the_batch_that_meets_it_and_no_other(bool http2, string fault, ErrorKind kind)
    {
        await using var server = await SecureServer.StartAsync(
            HttpProtocols.Http1AndHttp2,
            (context, number) => number % 3 == 0 ? CommitAsync(fault, context) : SecureServer.SucceedAsync(context));
        using var connection = server.Connect(http2);
        var plan = Plans.Counted(Count) with { ClientCount = Count / 3 };
        var load = kind == ErrorKind.Timeout
            ? await Load.StartStalledAsync(connection, plan, load => server.Batches == Count && load.Run.Totals.Batches == Count - (Count / 3))
            : Load.Start(connection, plan);

        var results = await Load.FinishAsync(load);

        Assert.Equal(Count, server.Batches);
        var failed = results.Where(static r => !r.Success).ToList();
        Assert.Equal(Count / 3, failed.Count);
        Assert.All(failed, r => Assert.Equal((kind, 3, 1), (r.ErrorKind, r.OperationsUnknown, r.Attempt)));
    }

    private static async Task CommitAsync(string fault, HttpContext context)
    {
        switch (fault)
        {
            case "stalled":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            case "broken off in the body":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("""[{"index":0,""");
                await context.Response.Body.FlushAsync();
                break;
        }

        context.Abort();
    }
}
