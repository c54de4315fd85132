using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class RunEndTests
{
    [Fact]
    public async Task A_counted_run_sends_exactly_so_many_all_measured_and_its_window_ends_with_the_last_answer()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(500) with { ClientCount = 7, SpawnRate = 50, Duration = TimeSpan.FromMinutes(10) });

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchCount, 500, 500), (load.Run.StopReason, results.Count, server.Batches));
        Assert.All(results, r => Assert.Equal((RunPhase.Measured, true), (r.Phase, r.Success)));
        var last = results.Max(static r => r.StartedAt.AddMilliseconds(r.ServiceTimeMs));
        Assert.InRange((load.Run.MeasuredTo!.Value - last).TotalMilliseconds, -0.01, 0.01);
        Assert.Equal(500, load.Run.Metrics[^1].Requests);
    }

    [Theory]
    [InlineData("in its ramp")]
    [InlineData("in its warm-up")]
    [InlineData("before its start")]
    public async Task A_run_that_is_stopped_before_its_measured_window_has_an_empty_one_and_a_file_that_can_be_read(string when)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var plan = when == "in its ramp" ? Plans.Unhurried() with { SpawnRate = 0.001 } : Plans.Unhurried() with { WarmUp = TimeSpan.FromHours(1) };
        var waits = when == "before its start";
        var load = Load.Start(connection, plan, new RunOptions { Start = waits ? new StartSignal() : null });
        await Signals.UntilAsync(() => waits || load.Run.Totals.Batches > 0);

        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);

        using var directory = new TemporaryDirectory();
        RunJson.Write(directory.File("r.run.json"), load.Run);
        var read = RunJson.Read(directory.File("r.run.json"));
        Assert.Equal((0L, 0.0), (read.Metrics[^1].Requests, read.Metrics[^1].WindowSeconds));
    }

    [Fact]
    public async Task Clients_that_rest_do_not_hold_up_the_end_of_a_counted_run()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();

        var results = await Load.RunAsync(connection, Plans.Counted(3) with { ThinkTime = TimeSpan.FromHours(1), ClientCount = 3 });

        Assert.Equal(3, results.Count);
    }

    [Fact]
    public async Task What_is_open_after_the_stop_timeout_is_unknown_and_not_failed()
    {
        await using var server = new RawServer { OnBatch = static e => e.Number > 2 ? e.StallAsync() : e.SucceedAsync() };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { StopTimeout = TimeSpan.FromMilliseconds(100) });
        await Signals.UntilAsync(() => server.Batches == 4);

        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        Assert.Equal(StopReason.StopRequested, load.Run.StopReason);
        Assert.Equal((2, 2, 0L), (results.Count(static r => r.Success), results.Count(static r => r.ErrorKind == ErrorKind.Canceled), load.Run.Totals.Failed));
        Assert.All(results.Where(static r => !r.Success), r => Assert.Equal((3, RunPhase.Drain), (r.OperationsUnknown, r.Phase)));
        connection.Dispose();
        await server.AllClosedAsync().WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task A_graceful_stop_lets_in_flight_batches_end()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer();
        server.OnBatch = async e =>
        {
            await release.Task;
            await e.SucceedAsync();
        };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed());
        await Signals.UntilAsync(() => server.Batches == 2);

        load.Stop(StopReason.StopRequested);
        load.Stop(StopReason.Duration);
        release.SetResult();
        var results = await Load.FinishAsync(load);

        Assert.Equal(StopReason.StopRequested, load.Run.StopReason);
        Assert.Equal(2, results.Count(static r => r.Success));
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_answers()
    {
        await using var server = new RawServer { OnBatch = static e => e.StallAsync() };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ClientCount = 50, StopTimeout = TimeSpan.FromDays(1), RequestTimeout = TimeSpan.FromDays(1) });
        await Signals.UntilAsync(() => server.Batches == 50);

        load.Cancel();
        load.Cancel();
        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.Canceled, 50), (load.Run.StopReason, results.Count(static r => r.ErrorKind == ErrorKind.Canceled)));
        connection.Dispose();
        await server.AllClosedAsync().WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task A_run_that_has_ended_can_be_stopped_cancelled_and_disposed_of_without_a_change()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(5));
        await Load.FinishAsync(load);
        var (to, ended) = (load.Run.MeasuredTo, load.Run.EndedAt);

        load.Stop(StopReason.StopRequested);
        load.Cancel();
        load.ChangeLoad(5);
        await load.DisposeAsync();
        await load.DisposeAsync();

        Assert.Equal((StopReason.BatchCount, to, ended), (load.Run.StopReason, load.Run.MeasuredTo, load.Run.EndedAt));
    }

    [Fact]
    public async Task A_run_can_be_disposed_of_the_moment_it_has_started()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        for (var i = 0; i < 20; i++)
        {
            var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = i % 2 == 0 ? 1000 : null });
            await load.DisposeAsync().AsTask().WaitAsync(Load.Bound);
            Assert.Equal(StopReason.Canceled, load.Run.StopReason);
        }

        connection.Dispose();
        await server.AllClosedAsync().WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task Too_many_failures_end_a_run_but_not_before_the_minimum()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 1 });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.Change(static o => o with { ServerErrorRate = 1 });
        var load = Load.Start(connection, Plans.Closed() with { StopOnFailureRate = 0.5, StopOnFailureMinimum = 20 });

        var results = await Load.FinishAsync(load);

        Assert.Equal(StopReason.FailureRate, load.Run.StopReason);
        Assert.True(results.Count >= 20);
    }

    [Fact]
    public async Task A_stop_file_that_is_there_already_is_refused_before_anything_is_sent()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var file = Path.GetTempFileName();
        try
        {
            var problem = Assert.Throws<BatchPerfException>(() => Load.Start(connection, Plans.Closed() with { StopFile = file }));

            Assert.Equal("StopFileExists", problem.ErrorId);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_stop_file_ends_a_run_gracefully()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var load = Load.Start(connection, Plans.Closed() with { StopFile = file, ThinkTime = TimeSpan.FromMilliseconds(20) });
            await File.WriteAllTextAsync(file, "now");

            var results = await Load.FinishAsync(load);

            Assert.Equal(StopReason.StopRequested, load.Run.StopReason);
            Assert.All(results, static r => Assert.True(r.Success));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_batch_over_the_server_s_limit_ends_a_run_and_teaches_the_limit()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { BatchLimit = 5 });
        using var connection = await Load.ConnectAsync(simulator);
        var load = Load.Start(connection, Plans.Closed(triples: 2));

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchTooLarge, 5), (load.Run.StopReason, load.Run.BatchLimit));
        Assert.Contains("exceeds the maximum allowed (5)", load.Run.Fault, StringComparison.Ordinal);
        Assert.All(results, r => Assert.Equal((ErrorKind.TooLarge, 6), (r.ErrorKind, r.OperationsNotAttempted)));
    }

    [Fact]
    public async Task A_reader_that_does_not_read_ends_the_run_and_loses_nothing()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { MaxBacklog = 50 });

        var results = await Load.FinishAsync(load);

        Assert.Equal(StopReason.ResultsBacklog, load.Run.StopReason);
        Assert.True(results.Count > 50);
        Assert.Equal(server.Batches, results.Count);
        Assert.True(load.Run.PeakResultsBacklog > 50);
    }

    [Fact]
    public async Task A_scenario_that_throws_ends_the_run_with_what_it_said()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var broken = new FakeScenario { Writing = static key => _ = key.Sequence == 5 ? throw new FormatException("No such field.") : 0 };
        foreach (var plan in new[] { Plans.Closed(), Plans.Closed() with { ArrivalRate = 1000 } })
        {
            var load = Load.Start(connection, plan with { Scenarios = [new ScenarioShare(broken)] });

            await load.Completion.WaitAsync(Load.Bound);

            Assert.Equal((StopReason.Fault, "FormatException: No such field."), (load.Run.StopReason, load.Run.Fault));
            Assert.Equal(0, load.Run.InFlight);
        }
    }

    [Fact]
    public async Task A_closed_connection_starts_no_run()
    {
        await using var server = new RawServer();
        var connection = server.Connect();
        connection.Dispose();

        Assert.Equal("ConnectionClosed", Assert.Throws<BatchPerfException>(() => LoadRun.Start(connection, Plans.Counted(1))).ErrorId);
    }
}
