using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Merging;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>When a machine counts as lost, and what that does to the others and to the figures.</summary>
public sealed class FleetLossTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly List<(string Machine, TickKind Kind)> _log = [];

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_machine_that_is_lost_keeps_its_last_counts_and_the_others_go_on(bool silent)
    {
        var lost = new FakeMachine("lost", _log)
        {
            Beats = 1000,
            LostAfter = silent ? null : 2,
            SilentAt = null,
        };
        var quiet = new FakeMachine("quiet", _log) { Beats = 1000, SilentAt = null };
        var machines = new[] { new FakeMachine("m1", _log) { Beats = 20 }, silent ? new SilentAfter(quiet, ticks: 30) : (IFleetMachine)lost };

        var outcome = await RunAsync(machines);

        Assert.Equal([MachineState.Failed, MachineState.Lost], outcome.Machines.Select(static m => m.State)); // a fake has no run to fetch
        Assert.True(outcome.Machines[1].LastTotals!.Batches >= 20);
        Assert.Equal("/tmp/" + outcome.Machines[1].Name, outcome.Machines[1].Journal);
        Assert.Contains(_host.Warnings, text => text.StartsWith(outcome.Machines[1].Name + " is lost", StringComparison.Ordinal));
        Assert.DoesNotContain(("m1", TickKind.Stop), _log);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(null, 2)]
    public async Task A_machine_that_is_lost_or_fails_ends_all_where_that_was_asked_for(int? lostAfter, int? failsAfter)
    {
        var survivor = new FakeMachine("m1", _log) { Beats = 100_000 };

        await RunAsync(
            [survivor, new FakeMachine("bad", _log) { Beats = 100_000, LostAfter = lostAfter, FailsAfter = failsAfter }],
            static request => request with { OnMachineLost = MachineLossAction.Stop });

        Assert.Equal(StopReason.StopRequested, survivor.Stopped);
    }

    [Fact]
    public async Task A_machine_that_is_done_before_the_others_does_not_end_them()
    {
        var longer = new FakeMachine("longer", _log) { Beats = 50 };

        await RunAsync(
            [longer, Ending(new FakeMachine("shorter", _log) { Beats = 2 })],
            static request => request with { OnMachineLost = MachineLossAction.Stop });

        Assert.Equal((50, StopReason.None), (longer.BeatsSoFar, longer.Stopped));
    }

    /// <summary>
    /// Within a lease of 10 s and one second of its last sign, wherever between two beats it fell silent: a tenth of the second is left for
    /// telling it. A pause of the controller itself is not held against the machine.
    /// </summary>
    [Theory]
    [InlineData(null, 10.9)]
    [InlineData(0.0, 10.9)]
    [InlineData(0.4, 10.9)]
    [InlineData(1.0, 10.9)]
    [InlineData(3.0, 12.9)]
    public async Task Silence_is_a_loss_within_the_lease_and_a_second_of_the_last_sign(double? unheard, double lostAfter)
    {
        var clock = new TestClock();
        var silent = new FakeMachine("m1", _log) { SilentAt = TickKind.Read };
        var link = new MachineLink(silent, Segment.Parse("1/1"), new FleetVoice(_host), new FleetTimes(), clock);
        if (unheard is { } seconds)
        {
            await link.AskAsync(new FleetTick { Kind = TickKind.Renew });
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        var asked = link.AskAsync(new FleetTick { Kind = TickKind.Read });
        clock.Advance(TimeSpan.FromSeconds(lostAfter - (unheard ?? 0) - 0.001));
        Assert.Equal((false, null), (asked.IsCompleted, link.Lost));
        clock.Advance(TimeSpan.FromSeconds(0.002));
        var lost = await Assert.ThrowsAsync<MachineLostException>(() => asked.WaitAsync(Load.Bound));

        Assert.Equal("Nothing was heard of it for 10.9 s.", lost.Message);
        Assert.Equal(MachineState.Lost, link.ToMachine().State);
    }

    [Fact]
    public async Task What_a_lost_machine_last_said_counts_in_the_totals_and_in_no_row_of_the_dashboard()
    {
        var links = new[] { await LinkAsync("stays", 1), await LinkAsync("goes", 2) };
        var series = new FleetSeries(FleetJobTests.Request(2), DateTimeOffset.UnixEpoch);
        var both = series.Document(links, StopReason.None);

        await Assert.ThrowsAsync<MachineLostException>(() => links[1].AskAsync(new FleetTick { Kind = TickKind.Read }));
        var one = series.Document(links, StopReason.None);

        Assert.Equal((20, 20), (both.Totals.Batches, both.Metrics[^1].Requests));
        Assert.Equal((20, 10), (one.Totals.Batches, one.Metrics[^1].Requests));
    }

    /// <summary>A machine that has told of ten batches, and is lost when it is asked for a file.</summary>
    private async Task<MachineLink> LinkAsync(string name, int unit)
    {
        var beat = FleetBeat.Of(new MadeMachine(name) { PerSecond = 10, WarmUpSeconds = 0, Seconds = 1 }.Run());
        var link = new MachineLink(
            new ChangedMachine(new FakeMachine(name, _log) { LostAt = TickKind.Read }, (_, answer) => answer with { Beat = beat }),
            Segment.Parse($"{unit}/2"),
            new FleetVoice(_host),
            new FleetTimes(),
            TimeProvider.System);
        await link.AskAsync(new FleetTick { Kind = TickKind.Renew });
        return link;
    }

    private async Task<FleetOutcome> RunAsync(IFleetMachine[] machines, Func<FleetRequest, FleetRequest>? change = null)
    {
        var request = FleetJobTests.Request(machines.Length);
        return (await new FleetJob(_host, TimeProvider.System).RunAsync(change?.Invoke(request) ?? request, machines).WaitAsync(Load.Bound))!;
    }

    private static ChangedMachine Ending(FakeMachine machine) => new(machine, static (_, answer) =>
        answer.Phase == MemberPhase.Ended ? answer with { StopReason = StopReason.Duration } : answer);

    /// <summary>Answers so many ticks after its start, and then nothing more.</summary>
    private sealed class SilentAfter(FakeMachine machine, int ticks) : IFleetMachine
    {
        public string Name => machine.Name;

        public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => machine.ProbeAsync(cancellationToken);

        public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => machine.InstallAsync(module, cancellationToken);

        public Task OpenAsync(CancellationToken cancellationToken) => machine.OpenAsync(cancellationToken);

        public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) => machine.BeatsSoFar < ticks
            ? machine.AskAsync(tick, cancellationToken)
            : new TaskCompletionSource<FleetAnswer>().Task;

        public ValueTask DisposeAsync() => machine.DisposeAsync();
    }
}
