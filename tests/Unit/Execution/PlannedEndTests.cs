using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Ends that come by the clock, which a test moves.</summary>
public sealed class PlannedEndTests
{
    [Fact]
    public async Task No_retry_outlasts_the_stop_timeout_of_a_counted_run_and_the_answer_before_it_stands()
    {
        await using var server = new RawServer { OnBatch = static e => e.AnswerAsync(429, "", "Retry-After: 240\r\n") };
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Counted(1) with { RetryCount = 3, StopTimeout = TimeSpan.FromSeconds(3) };

        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        await Signals.UntilAsync(() => load.Run.Verdict.Health?.RetryAfterSeconds == 240); // the answer has come
        clock.Advance(TimeSpan.FromSeconds(3));
        var result = Assert.Single(await Load.FinishAsync(load, clock));

        Assert.Equal((ErrorKind.Throttled, 1, 0), (result.ErrorKind, server.Batches, result.OperationsUnknown));
    }

    [Fact]
    public async Task The_planned_end_holds_also_when_a_counted_run_waits_for_its_last_answers()
    {
        await using var server = new RawServer { OnBatch = static e => e.StallAsync() };
        using var connection = server.Connect();
        var clock = new TestClock();
        var load = Load.Start(connection, Plans.Unhurried() with { BatchCount = 2 }, new RunOptions { Time = clock });
        await clock.UntilAsync(() => server.Batches == 2);
        clock.Advance(TimeSpan.FromDays(1));
        await clock.UntilAsync(() => load.Run.StopReason != StopReason.None);
        Assert.Equal(2, load.Run.InFlight);
        clock.Advance(TimeSpan.FromDays(9));

        var results = await Load.FinishAsync(load, clock);

        Assert.Equal(StopReason.Duration, load.Run.StopReason);
        Assert.Equal([ErrorKind.Canceled, ErrorKind.Canceled], results.Select(static r => r.ErrorKind!.Value));
    }

    [Fact]
    public async Task What_is_open_the_stop_timeout_after_the_last_batch_of_a_counted_run_began_is_unknown()
    {
        await using var server = new RawServer { OnBatch = static e => e.Number == 4 ? e.StallAsync() : e.SucceedAsync() };
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Counted(4) with { StopTimeout = TimeSpan.FromMilliseconds(100), RequestTimeout = TimeSpan.FromDays(1) };
        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        await Signals.UntilAsync(() => load.Run.Totals.Succeeded == 3 && server.Batches == 4);
        clock.Advance(TimeSpan.FromMilliseconds(100));

        var results = await Load.FinishAsync(load, clock);

        Assert.Equal((StopReason.BatchCount, 3, 0L), (load.Run.StopReason, results.Count(static r => r.Success), load.Run.Totals.Failed));
        Assert.Equal(3, Assert.Single(results, static r => r.ErrorKind == ErrorKind.Canceled).OperationsUnknown);
    }

    [Fact]
    public async Task The_duration_ends_a_run_and_nothing_is_begun_after_it()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var load = Load.Start(connection, Plans.Unhurried() with { ClientCount = 4 }, new RunOptions { Time = clock });
        await clock.UntilAsync(() => load.Run.Clients == 4 && load.Run.Totals.Batches > 100);
        clock.Advance(TimeSpan.FromDays(1));

        var results = await Load.FinishAsync(load, clock);

        Assert.Equal(StopReason.Duration, load.Run.StopReason);
        Assert.Equal(TimeSpan.FromDays(1), load.Run.MeasuredTo!.Value - load.Run.StartedAt);
        Assert.True(results.Count > 100);
        Assert.Equal(results.Count, server.Batches);
    }
}
