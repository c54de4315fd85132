using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class ClosedLoopTests
{
    [Fact]
    public async Task Each_client_keeps_one_connection_and_sends_one_batch_at_a_time()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(2000) with { ClientCount = 8 });

        var results = await Load.FinishAsync(load);

        Assert.True(server.Accepted <= 8 + 1, $"{server.Accepted} connections for 8 clients and a token");
        Assert.Equal(server.Accepted - 1, load.Run.Connections);
        foreach (var client in results.GroupBy(static r => r.Client))
        {
            var ordered = client.OrderBy(static r => r.Sequence).ToList();
            Assert.Equal(Enumerable.Range(1, ordered.Count).Select(static i => (long)i), ordered.Select(static r => r.Sequence));
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.Second.StartedAt >= pair.First.StartedAt.AddMilliseconds(pair.First.ServiceTimeMs - 0.01)));
        }
    }

    [Fact]
    public async Task Fewer_clients_than_scenarios_take_turns_so_that_none_is_left_out()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        var scenarios = new ScenarioFactory(new ScenarioCatalog()).Create(["students", "studentSchoolAssociations", "sections"], new ScenarioOptions { TripleCount = 1, PoolSize = 1 });
        var plan = Plans.Counted(9) with { ClientCount = 2, Scenarios = [.. scenarios.Select(static s => new ScenarioShare(s))] };

        var results = await Load.RunAsync(connection, plan);

        Assert.Equal(3, results.Select(static r => r.Name).Distinct().Count());
    }

    [Fact]
    public async Task Clients_can_be_added_sent_to_rest_and_called_back_while_a_run_lasts()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(1) });

        await Signals.UntilAsync(() => load.Run.Clients == 2);
        load.ChangeLoad(20);
        await Signals.UntilAsync(() => load.Run.Clients == 20 && server.Accepted > 20); // one that has begun may not have sent yet
        load.ChangeLoad(0);
        await Signals.UntilAsync(() => load.Run.Clients == 0 && load.Run.InFlight == 0);
        load.ChangeLoad(5);
        await Signals.UntilAsync(() => load.Run.Clients == 5 && load.Run.InFlight > 0);
        load.ChangeLoad(-3);
        await Signals.UntilAsync(() => load.Run.Clients == 0);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        Assert.Equal([(2, 20), (20, 0), (0, 5), (5, 0)], load.Run.LoadChanges.Select(static c => (c.Previous, c.Target)));
        Assert.All(load.Run.LoadChanges, c => Assert.True(c.Kind == StageTarget.Clients && c.AtSeconds > 0 && c.At > load.Run.StartedAt));
        Assert.Contains(load.Run.Verdict.Notes, static n => n.StartsWith("The load was changed on the dashboard 4 times", StringComparison.Ordinal));
        Assert.Equal(20, results.Select(static r => r.Client).Distinct().Count());
    }

    [Fact]
    public async Task Stages_spawn_and_retire_clients_and_end_the_run()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Unhurried() with
        {
            Duration = null,
            ThinkTime = TimeSpan.FromMilliseconds(20),
            Stages = [new Stage(TimeSpan.FromHours(10), 12), new Stage(TimeSpan.FromHours(10), 0)],
        };
        var load = Load.Start(connection, plan, new RunOptions { Time = clock });

        clock.Advance(TimeSpan.FromHours(10));
        await clock.UntilAsync(() => load.Run.Clients == 12 && server.Accepted > 12);
        clock.Advance(TimeSpan.FromHours(5));
        await clock.UntilAsync(() => load.Run.Clients == 6);
        Assert.Equal(StopReason.None, load.Run.StopReason);
        clock.Advance(TimeSpan.FromHours(5));
        var results = await Load.FinishAsync(load, clock);

        Assert.Equal(StopReason.Duration, load.Run.StopReason);
        Assert.Equal(12, results.Select(static r => r.Client).Distinct().Count());
    }

    [Fact]
    public async Task With_pacing_response_times_count_from_the_intended_start()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 50 });
        using var connection = await Load.ConnectAsync(simulator);
        var load = Load.Start(connection, Plans.Counted(10) with { ClientCount = 1, Pacing = TimeSpan.FromMilliseconds(5) });

        var results = await Load.FinishAsync(load);

        var last = results[^1];
        Assert.Equal(5, (last.ScheduledAt - results[^2].ScheduledAt).TotalMilliseconds, 2);
        Assert.True(last.ResponseTimeMs > last.ServiceTimeMs + 9 * 40, $"{last.ResponseTimeMs} ms response, {last.ServiceTimeMs} ms service");
    }

    [Fact]
    public async Task Warm_up_is_marked_and_left_out_of_the_metrics()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Unhurried() with { WarmUp = TimeSpan.FromHours(1), Duration = TimeSpan.FromHours(1), ThinkTime = TimeSpan.FromMilliseconds(20) };
        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        await clock.UntilAsync(() => load.Run.Totals.Batches > 5);
        clock.Advance(TimeSpan.FromHours(1));
        await clock.UntilAsync(() => load.Run.Metrics[^1].Requests > 5);
        clock.Advance(TimeSpan.FromHours(1));

        var results = await Load.FinishAsync(load, clock);

        var (warm, measured) = (results.Count(static r => r.Phase is RunPhase.Ramp or RunPhase.WarmUp), results.Count(static r => r.Phase is RunPhase.Measured or RunPhase.Drain));
        Assert.True(warm > 5 && measured > 5);
        Assert.Equal(results.Count, warm + measured);
        Assert.Equal(measured, load.Run.Metrics[^1].Requests);
        Assert.Equal(3600, (load.Run.MeasuredTo - load.Run.MeasuredFrom)!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Two_runs_at_once_share_a_connection_and_disturb_no_counts()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);

        var runs = await Task.WhenAll(
            Load.RunAsync(connection, Plans.Counted(300)),
            Load.RunAsync(connection, Plans.Counted(200, triples: 5) with { ArrivalRate = 2000 }));

        Assert.Equal((300, 200), (runs[0].Count, runs[1].Count));
        var counts = simulator.Counts();
        Assert.Equal((300 * 3) + (200 * 15), counts.OperationsTotal.Committed);
        Assert.Equal((0, 1), (counts.Documents.Total, counts.TokenRequests));
    }

    [Fact]
    public async Task Retries_are_counted_attempt_by_attempt()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 3 });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { ThrottleRate = 0.3 });
        var load = Load.Start(connection, Plans.Counted(60) with { RetryCount = 1, ClientCount = 20 });

        var results = await Load.FinishAsync(load);

        var counts = simulator.Counts();
        Assert.Equal(counts.BatchRequests, results.Sum(static r => r.Attempt));
        Assert.Equal(counts.BatchRequests - 60, load.Run.Retries);
        Assert.Equal(counts.OperationsTotal.Committed, load.Run.Totals.OperationsCommitted);
        Assert.All(results.Where(static r => !r.Success), r => Assert.Equal((ErrorKind.Throttled, 2), (r.ErrorKind, r.Attempt)));
    }
}
