using System.Net.Sockets;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Rehearsing;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LoadRehearsalTests : IAsyncLifetime
{
    private static readonly RunPlan Open = Plans.Closed() with { ArrivalRate = 100 };
    private readonly RehearsedKinds _ready = new();
    private readonly RecordingJobHost _host = new();
    private readonly List<RunOptions> _rehearsed = [];
    private readonly RawServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_open_loop_is_rehearsed_once_for_each_kind_of_run()
    {
        await RunAsync(Open);
        await RunAsync(Open);
        await RunAsync(Open with { TestType = TestType.Volume });

        Assert.Equal(2, _rehearsed.Count);
        Assert.Contains("Rehearsed 1,234 batches in 700 ms; 56 methods were compiled.", _host.Said);
    }

    /// <summary>What was rehearsed is ready with all that it had, and with less.</summary>
    [Fact]
    public async Task A_run_with_a_part_that_none_had_before_is_another_kind()
    {
        await RunAsync(Open);
        await RunAsync(Open, new LoadFiles { Results = "/none/results.csv" });
        await RunAsync(Open, new LoadFiles { Journal = "/none/run.journal" });
        await RunAsync(Open, new LoadFiles { Results = "/none/results.csv", Journal = "/none/run.journal" }, scheme: "https");

        await RunAsync(Open, new LoadFiles { Results = "/none/results.csv", JournalFolder = "/none" });
        await RunAsync(Open, scheme: "https");

        Assert.Equal([(0, false), (1, false), (0, true), (1, true)], _rehearsed.Select(static o => (o.Sinks.Count, o.Journal is not null)));
    }

    [Fact]
    public async Task A_load_over_connections_of_its_own_and_one_through_the_handler_are_two_kinds()
    {
        foreach (var compressed in new[] { false, true, false, true })
        {
            await RunAsync(Open, compressed: compressed);
        }

        Assert.Equal(2, _rehearsed.Count);
    }

    [Theory]
    [InlineData(1234, 1234, 2)]
    [InlineData(0, 0, 2)]
    [InlineData(1234, 1233, 1)]
    public async Task Code_whose_every_answer_was_refused_is_not_ready(long batches, long refused, int rehearsals)
    {
        var report = new RehearsalReport(batches, refused, 56, TimeSpan.FromMilliseconds(700));

        await RunAsync(Open, report: report);
        await RunAsync(Open, report: report);

        Assert.Equal(rehearsals, _rehearsed.Count);
        Assert.Equal(rehearsals == 2, _host.Said.Any(static text => text.EndsWith("So the first arrivals may be late.", StringComparison.Ordinal)));
    }

    /// <summary>Neither version of HTTP makes the other one's code ready.</summary>
    [Fact]
    public async Task Each_version_of_HTTP_is_another_kind()
    {
        await RunAsync(Open, http2: true, scheme: "https");
        await RunAsync(Open, http2: false);
        await RunAsync(Open, http2: true);
        await RunAsync(Open, http2: false);

        Assert.Equal(2, _rehearsed.Count);
    }

    [Fact]
    public async Task Results_that_a_study_looks_at_are_another_kind_and_go_to_sinks_of_their_own()
    {
        var sinks = new List<IResultSink>();
        IReadOnlyList<IResultSink> Watch()
        {
            sinks.Add(new RecordingSink());
            return [sinks[^1]];
        }

        await RunAsync(Open);
        await RunAsync(Open, watch: Watch);
        await RunAsync(Open, watch: Watch);

        Assert.Equal([[], sinks], _rehearsed.Select(static options => options.Sinks));
        Assert.Single(sinks);
    }

    [Fact]
    public async Task A_closed_loop_is_not_rehearsed()
    {
        await RunAsync(Plans.Closed());

        Assert.Empty(_rehearsed);
        Assert.Empty(_host.Said);
        Assert.Empty(_host.Shown);
    }

    [Fact]
    public async Task A_rehearsal_is_shown_as_preparation()
    {
        await RunAsync(Open);

        Assert.Contains("so that its first arrivals are on time", _host.Said.First(), StringComparison.Ordinal);
        Assert.Equal([("Rehearsal", false), ("Rehearsal", true)], _host.Shown.Select(static p => (p.Activity, p.Done)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3600, true)]
    public async Task A_rehearsal_leaves_time_until_a_common_start(int secondsLeft, bool rehearsed)
    {
        await RunAsync(Open, start: StartSignal.At(DateTimeOffset.UtcNow.AddSeconds(secondsLeft)));

        Assert.Equal(rehearsed, _rehearsed.Count == 1);
        Assert.Equal(!rehearsed, _host.Said.Any(static text => text.Contains("too near", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_keeps_a_rehearsal_from_being_made_is_said_and_does_not_keep_the_run()
    {
        await RunAsync(Open, problem: new SocketException((int)SocketError.AccessDenied));

        Assert.Contains(_host.Said, static text => text.StartsWith("The open loop could not be rehearsed", StringComparison.Ordinal));
        Assert.False(_ready.Has(TestType.BatchVolume, RehearsedParts.None));
    }

    [Fact]
    public async Task The_operators_stop_ends_a_rehearsal_and_the_job()
    {
        _host.RequestStop();

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(Open, problem: new OperationCanceledException()));
    }

    [Fact]
    public async Task Outputs_of_the_run_are_rehearsed_without_a_file()
    {
        await RunAsync(Open, new LoadFiles { Results = "/none/results.csv", JournalFolder = "/none" });
        await RunAsync(Open with { TestType = TestType.Volume });

        Assert.Equal([(1, true), (0, false)], _rehearsed.Select(static o => (o.Sinks.Count, o.Journal is not null)));
    }

    private async Task RunAsync(
        RunPlan plan,
        LoadFiles? files = null,
        StartSignal? start = null,
        Exception? problem = null,
        RehearsalReport? report = null,
        string scheme = "http",
        bool http2 = false,
        bool compressed = false,
        Func<IReadOnlyList<IResultSink>>? watch = null)
    {
        using var connection = _server.Connect(
            new ConnectOptions { BaseUrl = _server.BaseUrl, Key = "k", Secret = "s", Http2 = http2, AcceptGzip = compressed },
            $"{scheme}://{_server.BaseUrl.Authority}/batch");
        await new LoadRehearsal(_host, _ready, Rehearse).RunAsync(connection, plan, (files ?? new LoadFiles()).Rehearsed, watch, start);

        Task<RehearsalReport> Rehearse(ApiConnection of, RunPlan planned, RunOptions options, CancellationToken stop)
        {
            Assert.Equal((connection, plan), (of, planned));
            _rehearsed.Add(options);
            return problem is null ? Task.FromResult(report ?? new RehearsalReport(1234, 0, 56, TimeSpan.FromMilliseconds(700)))
                : Task.FromException<RehearsalReport>(problem);
        }
    }
}
