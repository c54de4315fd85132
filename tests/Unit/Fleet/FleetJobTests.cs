using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>What a controller does with machines that only answer: order, shares, states, counts.</summary>
public sealed class FleetJobTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly List<(string Machine, TickKind Kind)> _log = [];

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Forty_machines_are_all_ready_before_any_is_told_one_start()
    {
        var machines = Machines(40);

        var outcome = await RunAsync(machines);

        Assert.Equal(40, outcome.Machines.Count);
        var kinds = _log.ConvertAll(static entry => entry.Kind);
        Assert.True(kinds.LastIndexOf(TickKind.Arm) < kinds.IndexOf(TickKind.Start));
        var starts = machines.Select(static m => m.Ticks.Single(static tick => tick.Kind == TickKind.Start).StartAt).Distinct();
        Assert.Equal(outcome.StartAt, Assert.Single(starts));
        Assert.Equal(
            Enumerable.Range(1, 40).Select(static unit => $"{unit}/40"),
            machines.Select(static m => m.Ticks.Single(static tick => tick.Kind == TickKind.Arm).Segment));
    }

    [Fact]
    public async Task The_first_machine_arms_alone_so_that_fixtures_are_created_once()
    {
        var machines = Machines(3);

        await RunAsync(machines);

        var arms = _log.FindAll(static entry => entry.Kind == TickKind.Arm);
        Assert.Equal("m1", arms[0].Machine);
        Assert.All(machines.Skip(1), machine => Assert.NotEmpty(machines[0].Ticks)); // it was armed when the others were asked
        Assert.True(_log.IndexOf(("m1", TickKind.Arm)) < _log.IndexOf(("m2", TickKind.Arm)));
    }

    [Fact]
    public async Task Machines_that_wait_for_a_slow_one_are_asked_all_the_time_so_that_their_leases_last()
    {
        var slow = new FakeMachine("slow", _log) { ArmsAfter = 50 };
        var waiting = new FakeMachine("waiting", _log);

        await RunAsync([slow, waiting]);

        var ticks = waiting.Ticks.ConvertAll(static tick => tick.Kind);
        Assert.True(ticks.IndexOf(TickKind.Arm) - ticks.IndexOf(TickKind.Reach) > 5, string.Join(' ', ticks));
    }

    [Fact]
    public async Task A_machine_is_told_how_far_its_clock_is_ahead()
    {
        var ahead = new FakeMachine("ahead", _log) { ClockAhead = TimeSpan.FromSeconds(30) };
        var behind = new FakeMachine("behind", _log) { ClockAhead = TimeSpan.FromSeconds(-30) };

        var outcome = await RunAsync([ahead, behind], request => request with { MaxClockError = TimeSpan.FromSeconds(5) });

        Assert.All(outcome.Machines, static machine => Assert.True(machine.Clock!.Error >= TimeSpan.Zero));
        Assert.Equal([30, -30], outcome.Machines.Select(static m => Math.Round(m.Clock!.Offset.TotalSeconds / 10) * 10));
        Assert.Equal(
            outcome.Machines.Select(static m => m.Clock!.Offset.TotalMilliseconds),
            new[] { ahead, behind }.Select(static m => m.Ticks.Single(static tick => tick.Kind == TickKind.Start).ClockOffsetMs));
    }

    [Theory]
    [InlineData("lost", "MachineAbsent", TickKind.Reach)]
    [InlineData("lost", "MachineAbsent", TickKind.Arm)]
    [InlineData("lost", "MachineAbsent", TickKind.Start)]
    [InlineData("silent", "MachineAbsent", TickKind.Arm)]
    [InlineData("fails", "FixtureMissing", TickKind.Arm)]
    [InlineData("fails", "FixtureMissing", TickKind.Start)]
    public async Task One_machine_that_is_not_ready_keeps_all_from_sending_and_is_named(string how, string id, object tick)
    {
        var at = (TickKind)tick;
        var bad = new FakeMachine("bad", _log)
        {
            LostAt = how == "lost" ? at : null,
            SilentAt = how == "silent" ? at : null,
            FailsAt = how == "fails" ? at : null,
        };
        var good = Machines(2);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([good[0], bad, good[1]]));

        Assert.Equal(id, problem.ErrorId);
        Assert.Contains("Nothing was sent from any machine, because of bad", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.NextStep);
        Assert.All(good.FindAll(static machine => machine.Ticks.Count > 0), static machine => Assert.Equal(
            [TickKind.Cancel, TickKind.Leave],
            machine.Ticks.Select(static tick => tick.Kind).TakeLast(2)));
    }

    [Theory]
    [InlineData("7.2", true, "MachineTooOld")]
    [InlineData("7.6", false, null)]
    public async Task A_machine_is_brought_the_module_where_it_has_another_one_and_refused_where_PowerShell_is_too_old(
        string version,
        bool hasModule,
        string? id)
    {
        var machine = new FakeMachine("m", _log) { Facts = new MachineFacts("h", Version.Parse(version), 1, hasModule) };

        var problem = await Record.ExceptionAsync(() => RunAsync([machine], static request => request with { Module = Module() }));

        Assert.Equal(id, (problem as BatchPerfException)?.ErrorId);
        Assert.Equal(hasModule ? 0 : 1, machine.Installed);
    }

    [Fact]
    public async Task A_clock_that_is_not_known_well_enough_keeps_all_from_sending()
    {
        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => RunAsync(Machines(2), static request => request with { MaxClockError = TimeSpan.FromTicks(-1) })); // an answer may take no tick

        Assert.Equal("MachineClockUnknown", problem.ErrorId);
        Assert.DoesNotContain(_log, static entry => entry.Kind == TickKind.Start);
    }

    [Fact]
    public async Task A_start_that_not_all_acknowledge_in_time_is_taken_back()
    {
        var late = new FakeMachine("late", _log) { SilentAt = TickKind.Start };

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(
            [.. Machines(1), late],
            static request => request with { StartIn = TimeSpan.FromMilliseconds(60) }));

        Assert.Contains(problem.ErrorId, new[] { "MachineLate", "MachineAbsent" });
        Assert.Contains(("m1", TickKind.Cancel), _log);
    }

    [Fact]
    public async Task A_machine_that_is_not_ready_in_the_time_for_it_keeps_all_from_sending_and_is_named()
    {
        var slow = new FakeMachine("slow", _log) { ArmsAfter = int.MaxValue };

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(
            [.. Machines(1), slow],
            static request => request with { Times = request.Times with { Preparing = TimeSpan.FromMilliseconds(20) } }));

        Assert.Equal("MachineSlow", problem.ErrorId);
        Assert.Contains("because of slow: it was not ready with 'preparing its share'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log, static entry => entry.Kind is TickKind.Start or TickKind.Go);
    }

    [Fact]
    public async Task A_machine_whose_module_stays_another_one_keeps_all_from_sending_and_is_named()
    {
        var other = new FakeMachine("other", _log) { Facts = new MachineFacts("h", new Version(7, 6), 1, HasModule: false), KeepsItsModule = true };

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => RunAsync([.. Machines(1), other], static request => request with { Module = Module() }));

        Assert.Equal(("MachineDiffers", 1), (problem.ErrorId, other.Installed));
        Assert.Contains("because of other", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log, static entry => entry.Kind is TickKind.Arm or TickKind.Start or TickKind.Go);
    }

    [Fact]
    public async Task A_failure_rate_is_judged_on_the_sum_of_all_machines()
    {
        FakeMachine[] machines =
        [
            new("bad", _log) { Beats = 100_000, PerBeat = (10, 10) },
            new("good", _log) { Beats = 100_000, PerBeat = (10, 0) },
        ];

        await RunAsync(machines, static request => request with
        {
            Plan = Plans.Closed() with { StopOnFailureRate = 0.4, StopOnFailureMinimum = 50 },
        });

        Assert.All(machines, static machine => Assert.Equal(StopReason.FailureRate, machine.Stopped));
    }

    [Theory]
    [InlineData(false, TickKind.Stop)]
    [InlineData(true, TickKind.Stop, TickKind.Cancel)]
    public async Task A_stop_ends_all_gracefully_and_a_second_one_at_once(bool twice, params object[] told)
    {
        using var hurry = new CancellationTokenSource();
        FakeMachine[] machines =
        [
            new("m1", _log) { Beats = 100_000, IgnoresStop = twice },
            new("m2", _log) { Beats = 100_000, IgnoresStop = twice },
        ];
        var running = RunAsync(machines, request => request with { Hurry = hurry.Token });
        await Signals.UntilAsync(() => machines.All(static m => m.BeatsSoFar > 100));

        _host.RequestStop();
        await Signals.UntilAsync(() => machines.All(static m => m.Stopped == StopReason.StopRequested));
        if (twice)
        {
            Assert.False(running.IsCompleted);
            await hurry.CancelAsync();
        }

        await running;

        Assert.All(machines, machine => Assert.Equal(
            [TickKind.Go, .. told.Cast<TickKind>(), TickKind.Leave],
            machine.Ticks.Select(static tick => tick.Kind).SkipWhile(static kind => kind != TickKind.Go)
                .Where(static kind => kind != TickKind.Renew)));
    }

    [Fact]
    public async Task Nothing_is_asked_of_any_machine_without_the_operators_consent()
    {
        using var host = new RecordingJobHost { Answer = false };
        var machines = Machines(2);

        Assert.Null(await new FleetJob(host, TimeProvider.System).RunAsync(Request(2), machines));

        Assert.Single(host.Questions);
        Assert.All(machines, static machine => Assert.Empty(machine.Ticks));
    }

    [Theory]
    [InlineData(3, new int[0], "1/3 2/3 3/3")]
    [InlineData(3, new[] { 2, 2, 2 }, "1/3 2/3 3/3")]
    [InlineData(3, new[] { 3, 2, 1 }, "1-3/6 4-5/6 6/6")]
    public void Shares_follow_weights(int machines, int[] weights, string shares) =>
        Assert.Equal(shares, string.Join(' ', FleetShares.Of(machines, weights)));

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 0 })]
    [InlineData(new[] { 9_999, 2 })]
    public void Weights_that_are_none_are_refused(int[] weights) =>
        Assert.Equal("InvalidFleetWeight", Assert.Throws<BatchPerfException>(() => FleetShares.Of(2, weights)).ErrorId);

    private List<FakeMachine> Machines(int count) => [.. Enumerable.Range(1, count).Select(n => new FakeMachine($"m{n}", _log))];

    private async Task<FleetOutcome> RunAsync(IReadOnlyList<IFleetMachine> machines, Func<FleetRequest, FleetRequest>? change = null)
    {
        var request = Request(machines.Count);
        return (await new FleetJob(_host, TimeProvider.System).RunAsync(change?.Invoke(request) ?? request, machines).WaitAsync(Load.Bound))!;
    }

    /// <summary>A thousandth of the time that a real fleet takes.</summary>
    internal static FleetRequest Request(int machines) => new()
    {
        Order = new FleetOrder { Plan = "", Options = "" },
        Plan = Plans.Closed(),
        Server = new Uri("http://127.0.0.1/"),
        Shares = FleetShares.Of(machines, []),
        StartIn = TimeSpan.FromSeconds(20),
        MaxClockError = TimeSpan.FromSeconds(20),
        Times = new FleetTimes
        {
            Beat = TimeSpan.FromMilliseconds(2),
            Poll = TimeSpan.FromMilliseconds(1),
            Lease = TimeSpan.FromMilliseconds(150),
            Grace = TimeSpan.FromMilliseconds(50),
            Margin = TimeSpan.FromMilliseconds(1),
            Go = TimeSpan.FromMinutes(1), // at once
        },
    };

    private static FleetModule Module() => FleetModule.Read(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Transcripts")).FullName);
}
