using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class OpenLoopTests
{
    [Fact]
    public async Task Arrivals_come_at_their_rate_until_the_end_and_a_free_client_takes_each()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = 500, ClientCount = 300, Duration = TimeSpan.FromMilliseconds(600) });

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.Duration, 300L, 0L), (load.Run.StopReason, load.Run.ScheduledArrivals, load.Run.DroppedArrivals));
        var due = results.Select(static r => r.ScheduledAt).Order().ToList();
        Assert.All(due.Zip(due.Skip(1)), gap => Assert.Equal(2, (gap.Second - gap.First).TotalMilliseconds, 2));
        Assert.All(results, static r => Assert.True(r.Phase is RunPhase.Measured or RunPhase.Drain));
    }

    [Fact]
    public async Task Arrivals_that_find_no_client_wait_and_what_is_unsent_at_the_end_is_dropped()
    {
        await using var server = new RawServer { OnBatch = static e => e.StallAsync() };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = 100, ClientCount = 3, Duration = TimeSpan.FromMilliseconds(300), StopTimeout = TimeSpan.FromSeconds(1) });

        var results = await Load.FinishAsync(load);

        Assert.Equal((30L, 27L), (load.Run.ScheduledArrivals, load.Run.DroppedArrivals));
        Assert.All(results, static r => Assert.Equal(ErrorKind.Canceled, r.ErrorKind));
    }

    [Fact]
    public async Task A_counted_run_sends_late_arrivals_too()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(300) with { ArrivalRate = 1_000_000, ClientCount = 2 });

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchCount, 300, 300L, 0L), (load.Run.StopReason, results.Count, load.Run.ScheduledArrivals, load.Run.DroppedArrivals));
        Assert.True(load.Run.LateArrivals > 0);
    }

    [Fact]
    public async Task The_last_arrival_of_a_counted_run_ends_it_without_waiting_for_the_next_to_be_due()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();

        var results = await Load.RunAsync(connection, Plans.Counted(1) with { ArrivalRate = 0.001 });

        Assert.Single(results);
    }

    [Fact]
    public async Task After_a_freeze_late_arrivals_show_in_response_times_and_not_in_service_times()
    {
        var thaw = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer();
        server.OnBatch = async e =>
        {
            await (e.Number == 1 ? thaw.Task : Task.CompletedTask);
            await e.SucceedAsync();
        };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = 100, ClientCount = 1, Duration = TimeSpan.FromMinutes(1) });

        await Signals.UntilAsync(() => load.Run.ScheduledArrivals >= 30);
        thaw.SetResult();
        await Signals.UntilAsync(() => server.Batches >= 35);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        var second = results.OrderBy(static r => r.Sequence).ElementAt(1);
        Assert.True(second.ResponseTimeMs >= second.ServiceTimeMs + 200, $"{second.ResponseTimeMs} ms response, {second.ServiceTimeMs} ms service");
        Assert.True(load.Run.LateArrivals >= 28);
    }

    [Fact]
    public async Task Another_rate_can_be_asked_for_while_a_run_lasts()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = 0.001, Duration = TimeSpan.FromMinutes(1) });

        await Signals.UntilAsync(() => server.Batches == 1);
        load.ChangeLoad(1000);
        await Signals.UntilAsync(() => server.Batches > 50);
        load.ChangeLoad(0);
        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);

        Assert.True(load.Run.ScheduledArrivals > 50);
        Assert.Equal([(0.001, 1000), (1000, 0)], load.Run.LoadChanges.Select(static c => (c.Previous, c.Target)));
        Assert.All(load.Run.LoadChanges, static c => Assert.Equal(StageTarget.ArrivalRate, c.Kind));
        load.ChangeLoad(7);
        Assert.Equal(2, load.Run.LoadChanges.Count); // it has ended
    }

    [Fact]
    public async Task Stages_that_end_at_zero_send_as_many_batches_as_their_area_says()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var plan = Plans.Closed() with
        {
            Duration = null,
            ClientCount = 100,
            StageTarget = StageTarget.ArrivalRate,
            Stages = [new Stage(TimeSpan.FromMilliseconds(400), 400), new Stage(TimeSpan.FromMilliseconds(400), 0)],
        };

        var load = Load.Start(connection, plan);
        await Load.FinishAsync(load);

        Assert.Equal(StopReason.Duration, load.Run.StopReason);
        Assert.InRange(load.Run.ScheduledArrivals!.Value, 159, 160);
    }

    [Fact]
    public async Task An_operation_rate_is_shared_out_by_the_size_of_batches()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed(triples: 10) with { OperationRate = 3000, ClientCount = 100, Duration = TimeSpan.FromMilliseconds(500) });

        await Load.FinishAsync(load);

        Assert.Equal(50, load.Run.ScheduledArrivals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scheduled_is_sent_plus_dropped_also_after_a_stop_in_the_middle(bool cancel)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { ArrivalRate = 20_000, ClientCount = 5, ArrivalDistribution = ArrivalDistribution.Poisson, Seed = 5 });
        await Signals.UntilAsync(() => server.Batches > 200);

        if (cancel)
        {
            load.Cancel();
        }
        else
        {
            load.Stop(StopReason.StopRequested);
        }

        var results = await Load.FinishAsync(load); // holds the equation
        Assert.Equal(results.Count + load.Run.DroppedArrivals, load.Run.ScheduledArrivals);
    }
}
