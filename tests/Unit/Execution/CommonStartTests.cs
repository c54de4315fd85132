using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A run that is ready waits for its common start, and ends while it waits as it ends at any time.</summary>
public sealed class CommonStartTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UnixEpoch.AddHours(12);

    [Fact]
    public async Task A_run_sends_nothing_before_its_start_and_begins_exactly_there()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(90));
        var load = Load.Start(connection, Plans.Counted(5), new RunOptions { Start = StartSignal.At(Noon, clock), Time = clock });

        Assert.Equal((true, TimeSpan.FromSeconds(90)), (load.Run.IsWaiting, load.Run.StartsIn));
        await AdvanceAsync(clock, TimeSpan.FromSeconds(89));
        Assert.Equal((true, 0, TimeSpan.Zero), (load.Run.IsWaiting, load.Run.ClientsBegun, load.Run.Elapsed));
        await AdvanceAsync(clock, TimeSpan.FromSeconds(1));
        var results = await Load.FinishAsync(load);

        Assert.Equal((5, Noon, Noon), (results.Count, load.Run.StartAt, load.Run.StartedAt));
        Assert.Equal(0, load.Run.StartDeviationMs); // by a clock that stood still
        Assert.False(load.Run.IsWaiting);
    }

    [Fact]
    public async Task A_start_that_is_told_later_counts_by_the_clock_of_whoever_tells_it_and_keeps_its_label()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromHours(1));
        var signal = new StartSignal(clock);
        var load = Load.Start(connection, Plans.Counted(5), new RunOptions { Start = signal, Time = clock });
        await signal.Armed.WaitAsync(Load.Bound);
        Assert.Equal((true, null, null), (load.Run.IsWaiting, load.Run.StartsIn, load.Run.StartAt));

        signal.Tell(new CommonStart(Noon, clock.GetUtcNow().AddSeconds(5) - Noon));
        await Signals.UntilAsync(() => load.Run.StartAt == Noon && load.Run.StartsIn == TimeSpan.FromSeconds(5));
        await AdvanceAsync(clock, TimeSpan.FromSeconds(5));
        await Load.FinishAsync(load);

        Assert.Equal((Noon, DateTimeOffset.UnixEpoch.AddHours(1).AddSeconds(5)), (load.Run.ToDocument().StartAt, load.Run.StartedAt));
    }

    [Fact]
    public async Task A_step_of_the_wall_clock_moves_no_start_that_is_known()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromHours(1));
        var time = new SteppedTime(clock);
        var signal = new StartSignal(time);
        var load = Load.Start(connection, Plans.Counted(1), new RunOptions { Start = signal, Time = time });
        signal.Tell(new CommonStart(time.GetUtcNow().AddHours(2), TimeSpan.Zero));
        await Signals.UntilAsync(() => load.Run.StartAt is not null);

        time.Step(TimeSpan.FromHours(-1));
        clock.Advance(TimeSpan.FromHours(2));
        await Load.FinishAsync(load, clock);

        Assert.Equal(StopReason.BatchCount, load.Run.StopReason);
        Assert.True(load.Run.StartDeviationMs < 3_600_000, "The step moved the start.");
    }

    [Theory]
    [InlineData(StopReason.StopRequested)]
    [InlineData(StopReason.Canceled)]
    public async Task A_run_that_waits_ends_at_once_when_it_is_stopped_and_has_sent_nothing(StopReason reason)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Start = StartSignal.At(DateTimeOffset.UtcNow.AddDays(1)) });

        if (reason == StopReason.Canceled)
        {
            load.Cancel();
        }
        else
        {
            load.Stop(reason);
        }

        Assert.Empty(await Load.FinishAsync(load));
        var run = load.Run.ToDocument();
        Assert.Equal((reason, 0L, 0), (run.StopReason, run.Totals.Batches, load.Run.ClientsBegun));
        Assert.Equal(run.MeasuredFrom, run.MeasuredTo);
        Assert.True(run.StartedAt <= run.EndedAt);
        Assert.Null(run.StartDeviationMs);
    }

    [Fact]
    public async Task A_stop_file_ends_a_run_that_waits_to_be_told_its_start()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        using var directory = new TemporaryDirectory();
        var clock = new TestClock();
        var signal = new StartSignal(clock);
        var plan = Plans.Closed() with { StopFile = directory.File("stop") };
        var load = Load.Start(connection, plan, new RunOptions { Start = signal, Time = clock });
        await signal.Armed.WaitAsync(Load.Bound);

        await File.WriteAllTextAsync(plan.StopFile, "");
        await AdvanceAsync(clock, TimeSpan.FromSeconds(1));

        Assert.Empty(await Load.FinishAsync(load));
        Assert.Equal(StopReason.StopRequested, load.Run.StopReason);
    }

    [Fact]
    public async Task A_start_that_has_passed_is_refused_before_anything_is_sent()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1.5));
        var told = new StartSignal(clock);

        var known = Assert.Throws<BatchPerfException>(() => Load.Start(connection, Plans.Counted(1), new RunOptions { Start = StartSignal.At(Noon, clock), Time = clock }));
        var later = Assert.Throws<BatchPerfException>(() => told.Tell(new CommonStart(Noon, TimeSpan.FromSeconds(1))));
        told.Tell(new CommonStart(Noon, TimeSpan.FromSeconds(2)));

        Assert.Equal(("StartMissed", "StartMissed"), (known.ErrorId, later.ErrorId));
        Assert.Contains("1970-01-01T12:00:00Z had passed 1.5 s before", known.Message, StringComparison.Ordinal);
        Assert.Contains(new OptionKey("StartAt").ToString(), known.NextStep, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => told.Tell(new CommonStart(Noon, TimeSpan.FromSeconds(3))));
    }

    [Fact]
    public async Task Observers_hear_of_a_run_that_waits_and_of_its_seconds_only_when_it_runs()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var heard = new Hearer();
        var load = Load.Start(
            connection,
            Plans.Counted(2),
            new RunOptions { Start = StartSignal.At(DateTimeOffset.UnixEpoch.AddSeconds(3.5), clock), Time = clock, Observers = [heard] });

        await AdvanceAsync(clock, TimeSpan.FromSeconds(3.5));
        await Load.FinishAsync(load);

        Assert.Equal([3.5, 3.0, 2.0, 1.0], heard.Waits.Take(4));
        Assert.All(heard.Seconds, static waiting => Assert.False(waiting));
    }

    [Theory]
    [InlineData(2, 4, 0.25)]
    [InlineData(3, 4, 0.5)]
    public async Task The_deviation_counts_from_when_the_first_batch_of_the_share_was_due(int unit, double spawnRate, double due)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Counted(9) with { ClientCount = 3, SpawnRate = spawnRate, Segment = new Segment(unit, unit, 3) };
        var signal = new StartSignal(clock);
        var load = Load.Start(connection, plan, new RunOptions { Start = signal, Time = clock });
        signal.Tell(new CommonStart(clock.GetUtcNow().AddHours(1), TimeSpan.Zero));
        clock.Advance(TimeSpan.FromHours(1));

        var results = await Load.FinishAsync(load, clock);

        var first = results.Min(static r => r.StartedAt) - load.Run.StartedAt;
        Assert.InRange(load.Run.StartDeviationMs!.Value, 0, (1000 * (first.TotalSeconds - due)) + 1);
    }

    /// <summary>Moves on in steps, each of which timers that fired before may have set anew.</summary>
    private static async Task AdvanceAsync(TestClock clock, TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(500))
        {
            await Signals.UntilAsync(() => clock.Armed > 0);
            clock.Advance(left < TimeSpan.FromMilliseconds(500) ? left : TimeSpan.FromMilliseconds(500));
        }
    }

    private sealed class Hearer : IRunObserver
    {
        public List<double> Waits { get; } = [];

        public List<bool> Seconds { get; } = [];

        public void OnWait(BatchRun run) => Waits.Add(run.StartsIn!.Value.TotalSeconds);

        public void OnSecond(BatchRun run, DateTimeOffset at) => Seconds.Add(run.IsWaiting);

        public void OnEnd(BatchRun run) => Seconds.Add(run.IsWaiting);
    }
}
