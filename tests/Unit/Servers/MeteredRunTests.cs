using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Servers;

/// <summary>Runs whose server is measured.</summary>
public sealed class MeteredRunTests : ConnectedTests
{
    [Fact]
    public async Task The_server_is_read_before_and_after_and_what_it_spent_is_in_the_run_and_its_file()
    {
        var probe = new FakeProbe();
        var run = await RunAsync(probe, Plans.Counted(30));

        var cost = run.ServerCosts.Single();
        Assert.Equal((run.Totals.OperationsCommitted, 30, probe.Readings - 1), (cost.Operations, cost.Batches, cost.Total));
        Assert.Equal(cost.Total / cost.Operations, cost.PerOperation);
        Assert.Equal([cost], run.ToDocument().ServerCosts);
        Assert.Equal(run.ServerSamples, run.ToDocument().ServerSamples);
        Assert.Equal(cost.Total!.Value, run.ServerSamples.Sum(static s => s.Value * s.WidthSeconds), 1e-6);
        Assert.True(probe.Disposed);
        Assert.Empty(run.ServerNotes);
    }

    [Fact]
    public async Task What_the_server_did_while_a_run_waited_for_its_start_is_no_part_of_the_run()
    {
        var probe = new FakeProbe();
        var clock = new TestClock();
        var meter = await ServerMeter.BeginAsync([probe], CancellationToken.None);
        var start = StartSignal.At(clock.GetUtcNow().AddSeconds(3), clock);
        var load = Load.Start(Connection, Plans.Closed(), new RunOptions { Server = meter, Start = start, Time = clock });
        await Signals.UntilAsync(() => probe.Readings == 2);
        while (load.Run.IsWaiting)
        {
            await Signals.UntilAsync(() => clock.Armed > 0 || !load.Run.IsWaiting);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Signals.UntilAsync(() => load.Run.Totals.Batches > 0);
        clock.Advance(TimeSpan.FromSeconds(1));
        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);

        Assert.Equal(probe.Readings - 2, load.Run.ServerCosts.Single().Total);
    }

    [Fact]
    public async Task Waiting_for_figures_that_lag_is_no_part_of_the_run()
    {
        var settled = DateTimeOffset.MaxValue;
        var run = await RunAsync(new FakeProbe { Settling = async token =>
        {
            await Task.Delay(50, token);
            settled = DateTimeOffset.UtcNow;
        } }, Plans.Counted(4));

        Assert.True(run.EndedAt < settled, "A run ends when its last answer has come.");
    }

    [Fact]
    public async Task A_probe_that_hangs_holds_up_neither_the_run_nor_its_end()
    {
        var never = new TaskCompletionSource();
        var run = await RunAsync(new FakeProbe { Reading = (_, _) => never.Task }, Plans.Counted(4));

        Assert.Equal(4, run.Totals.Succeeded);
        Assert.Empty(run.ServerCosts);
        never.SetResult();
    }

    [Fact]
    public async Task A_probe_that_fails_is_counted_and_quoted_once()
    {
        var run = await RunAsync(new FakeProbe { Reading = (_, _) => throw new InvalidOperationException("no such view") }, Plans.Counted(4));

        Assert.Equal((4, (string?)null), (run.Totals.Succeeded, run.Fault));
        Assert.Contains("readings failed, the first one with: no such view", Assert.Single(run.ServerNotes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_run_waits_for_nothing()
    {
        var meter = await ServerMeter.BeginAsync([new FakeProbe { Settling = static token => Task.Delay(Timeout.Infinite, token) }], CancellationToken.None);
        var load = Load.Start(Connection, Plans.Counted(4), new RunOptions { Server = meter });
        await Signals.UntilAsync(() => load.Run.StopReason != StopReason.None && load.Run.InFlight == 0);
        load.Cancel();

        await Load.FinishAsync(load);
        Assert.Single(load.Run.ServerCosts);
    }

    private async Task<BatchRun> RunAsync(FakeProbe probe, RunPlan plan)
    {
        var meter = await ServerMeter.BeginAsync([probe], CancellationToken.None);
        var load = Load.Start(Connection, plan, new RunOptions { Server = meter });
        await Load.FinishAsync(load);
        return load.Run;
    }
}
