using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>What was planned and what happened are told apart.</summary>
public sealed class PlanAndRealityTests
{
    [Fact]
    public async Task A_run_that_is_shorter_than_its_ramp_says_how_many_clients_began_and_that_its_window_is_all_ramp()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var plan = Plans.Unhurried() with
        {
            ClientCount = 50,
            SpawnRate = 5,
            Duration = TimeSpan.FromMilliseconds(300),
            ThinkTime = TimeSpan.FromMilliseconds(5),
        };

        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        await Signals.UntilAsync(() => load.Run.Totals.Batches > 0); // while the clock stands at the start, which is the first client's
        clock.Advance(TimeSpan.FromMilliseconds(300));
        var results = await Load.FinishAsync(load, clock);

        var run = load.Run;
        Assert.Equal((1, 0), (run.ClientsBegun, Assert.Single(results.Select(static r => r.Client).Distinct())));
        Assert.Equal(run.ClientsBegun, run.ToDocument().ClientsBegun);
        Assert.Contains($"{run.ClientsBegun} of 50 clients began: it takes 9.8 s until the last one does. The measured window is all ramp.", run.Verdict.Reasons);
    }

    [Fact]
    public async Task The_last_interval_has_the_clients_that_were_at_work_in_it()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        var load = Load.Start(connection, Plans.Unhurried() with { ThinkTime = TimeSpan.FromHours(1) }, new RunOptions { Time = clock });

        await Signals.UntilAsync(() => load.Run.Totals.Batches == 1); // while the clock stands at the start, which is the first client's
        clock.Advance(TimeSpan.FromMilliseconds(10));
        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);

        Assert.Equal((1, 0), (load.Run.Intervals[^1].Clients, load.Run.Clients));
    }

    [Fact]
    public async Task A_counted_run_that_ends_before_its_clients_are_there_notes_it_only()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(2) with { ClientCount = 50, SpawnRate = 0.01 });

        await Load.FinishAsync(load);

        Assert.Contains("1 of 50 clients began before all batches had been sent.", load.Run.Verdict.Notes);
        Assert.DoesNotContain(load.Run.Verdict.Reasons, static r => r.Contains("clients began", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gauge_counts_who_works_and_keeps_the_most_since_it_was_asked()
    {
        var gauge = new ClientGauge();
        for (var i = 0; i < 3; i++)
        {
            gauge.Begin();
            Assert.True(gauge.Occupy());
        }

        gauge.Release();
        gauge.Release();

        Assert.Equal((3, 1, 3), (gauge.Begun, gauge.Working, gauge.TakePeak()));
        Assert.Equal(1, gauge.TakePeak());
        Assert.True(gauge.Occupy());
        Assert.True(gauge.Occupy());
        Assert.False(gauge.Occupy()); // it waits for a client
        Assert.Equal((3, -1), (gauge.Working, gauge.Idle));
    }
}
