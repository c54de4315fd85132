using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A run goes on only as long as its controller is heard of.</summary>
public sealed class RunLeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_lease_runs_out_its_length_after_it_was_renewed_last_and_is_not_renewed_then()
    {
        var clock = new TestClock();
        using var lease = new RunLease(Length, clock);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True(lease.Renew());
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(lease.Expired.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(lease.Expired.IsCancellationRequested);
        Assert.False(lease.Renew());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lease_that_runs_out_ends_a_run_that_waits_to_start_with_nothing_sent(bool known)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        using var lease = new RunLease(Length, clock);
        var signal = known ? StartSignal.At(DateTimeOffset.UtcNow.AddDays(1)) : new StartSignal();
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Start = signal, Lease = lease });
        await signal.Armed.WaitAsync(Load.Bound);

        clock.Advance(Length);

        Assert.Empty(await Load.FinishAsync(load));
        Assert.Equal(StopReason.LeaseExpired, load.Run.StopReason);
    }

    [Fact]
    public async Task A_lease_that_runs_out_ends_a_run_gracefully_and_what_is_in_flight_is_answered()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        using var lease = new RunLease(Length, clock);
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Lease = lease });
        await Signals.UntilAsync(() => load.Run.Totals.Batches > 0);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True(lease.Renew());
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(StopReason.None, load.Run.StopReason);
        clock.Advance(TimeSpan.FromSeconds(1));
        var results = await Load.FinishAsync(load);

        Assert.Equal(StopReason.LeaseExpired, load.Run.StopReason);
        Assert.All(results, static r => Assert.True(r.Success));
        Assert.Equal("LeaseExpired", RunEnd.Problem(load.Run, Plans.Closed())?.ErrorId);
    }

    [Fact]
    public async Task A_lease_that_had_run_out_before_lets_no_run_begin()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        using var lease = new RunLease(Length, clock);
        clock.Advance(Length);

        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Lease = lease });

        Assert.Empty(await Load.FinishAsync(load));
        Assert.Equal(StopReason.LeaseExpired, load.Run.StopReason);
    }

    [Fact]
    public async Task A_lease_outlives_its_run_without_harm()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var clock = new TestClock();
        using var lease = new RunLease(Length, clock);
        var load = Load.Start(connection, Plans.Counted(3), new RunOptions { Lease = lease });
        await Load.FinishAsync(load);

        clock.Advance(Length);

        Assert.Equal(StopReason.BatchCount, load.Run.StopReason);
    }
}
