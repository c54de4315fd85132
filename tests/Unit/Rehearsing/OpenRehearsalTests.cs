using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Rehearsing;

public sealed class OpenRehearsalTests
{
    private static readonly RunPlan Plan = Plans.Closed(triples: 2) with { ArrivalRate = 100, FailDeliberately = true };

    public static TheoryData<TestType, bool, string, bool> Kinds => new()
    {
        { TestType.BatchVolume, false, "http", false },
        { TestType.BatchVolume, false, "https", false },
        { TestType.BatchVolume, false, "http", true },
        { TestType.BatchVolume, false, "https", true },
        { TestType.Volume, true, "http", false },
        { TestType.Volume, true, "https", false },
        { TestType.Volume, true, "http", true },
        { TestType.Volume, true, "https", true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_rehearsal_is_answered_as_a_load_is_and_the_server_gets_none_of_it(TestType kind, bool delete, string scheme, bool http2)
    {
        await using var server = new RawServer();
        using var connection = server.Connect(
            new ConnectOptions { BaseUrl = server.BaseUrl, Key = "k", Secret = "s", Http2 = http2 },
            batchUrl: $"{scheme}://{server.BaseUrl.Authority}/batch");
        var tokens = server.TokenRequests;
        var sink = new RecordingSink();

        var report = await OpenRehearsal.RunAsync(
            connection,
            Plan with { TestType = kind, DeleteResources = delete },
            new RunOptions { Sinks = [sink], StreamResults = true },
            CancellationToken.None);

        Assert.True(report.Batches > 0);
        Assert.Equal((0L, 0, tokens, 0), (report.Refused, server.Batches, server.TokenRequests, connection.TokenRequests));
        Assert.Equal(report.Batches, sink.Written.Count);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task A_rehearsal_takes_the_transport_of_its_load(bool http2, bool proxy, bool gzip)
    {
        await using var server = new RawServer();
        var options = new ConnectOptions { BaseUrl = server.BaseUrl, Key = "k", Secret = "s", Http2 = http2, UseProxy = proxy, AcceptGzip = gzip };
        using var connection = server.Connect(options);

        Assert.Equal(Transport.IsPlain(options), Transport.IsPlain(OpenRehearsal.ToStandIn(connection, server.BaseUrl)));
    }

    [Fact]
    public async Task What_ends_a_load_early_ends_no_rehearsal()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var plan = Plan with
        {
            Duration = null,
            Stages = [new Stage(TimeSpan.FromMilliseconds(1), 0)],
            StageTarget = StageTarget.ArrivalRate,
            ArrivalRate = null,
            StopFile = Environment.ProcessPath,
            Segment = new Segment(2, 2, 3),
        };

        Assert.True((await OpenRehearsal.RunAsync(connection, plan, new RunOptions(), CancellationToken.None)).Batches > 0);
    }

    [Fact]
    public async Task A_rehearsal_that_is_stopped_says_so()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        using var stop = new CancellationTokenSource();
        var sink = new RecordingSink { Writing = _ => stop.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => OpenRehearsal.RunAsync(connection, Plan, new RunOptions { Sinks = [sink] }, stop.Token));
    }
}
