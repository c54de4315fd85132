using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Merging;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>What was done is not lost by what goes wrong at the end, and nothing that is missing counts as whole.</summary>
public sealed class FleetEndTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly List<(string Machine, TickKind Kind)> _log = [];

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Something_unexpected_of_one_machine_is_its_loss_and_not_the_others()
    {
        var odd = new FakeMachine("odd", _log) { Beats = 1000 };
        var broken = new ChangedMachine(odd, (_, answer) => odd.BeatsSoFar > 3 ? throw new FormatException("no number") : answer);

        var outcome = await new FleetJob(_host, TimeProvider.System)
            .RunAsync(FleetJobTests.Request(2), [new FakeMachine("m1", _log) { Beats = 20 }, broken])
            .WaitAsync(Load.Bound);

        Assert.Equal([MachineState.Failed, MachineState.Lost], outcome!.Machines.Select(static m => m.State)); // a fake has no run to fetch
        Assert.Contains("no number", outcome.Machines[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_unexpected_of_a_machine_that_is_being_prepared_names_it()
    {
        var odd = new ChangedMachine(new FakeMachine("odd", _log), static (_, _) => throw new FormatException("no number"));

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => new FleetJob(_host, TimeProvider.System)
            .RunAsync(FleetJobTests.Request(2), [new FakeMachine("m1", _log), odd])
            .WaitAsync(Load.Bound));

        Assert.Equal("MachineAbsent", problem.ErrorId);
        Assert.Contains("because of odd", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_journal_lies_is_said_of_every_machine_that_did_not_end_cleanly_also_when_nothing_is_put_out()
    {
        await new FleetJob(_host, TimeProvider.System)
            .RunAsync(FleetJobTests.Request(2), [new FakeMachine("m1", _log), new FakeMachine("lost", _log) { Beats = 1000, LostAfter = 2 }])
            .WaitAsync(Load.Bound);

        Assert.Contains(_host.Warnings, static text => text.StartsWith("lost is Lost: the journal /tmp/lost says", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_machine_whose_command_was_started_is_let_go_though_nothing_was_asked_of_it_yet()
    {
        var opened = new FakeMachine("opened", _log);
        var refused = new RefusingMachine(new FakeMachine("refused", _log));

        await Assert.ThrowsAsync<BatchPerfException>(() => new FleetJob(_host, TimeProvider.System)
            .RunAsync(FleetJobTests.Request(2), [refused, new StartedMachine(opened, refused)])
            .WaitAsync(Load.Bound));

        Assert.Equal([TickKind.Cancel, TickKind.Leave], opened.Ticks.Select(static tick => tick.Kind));
        Assert.True(opened.Ticks[^1].Clean);
    }

    [Theory]
    [InlineData(StopReason.ExistingDocument)]
    [InlineData(StopReason.BatchTooLarge)]
    public async Task Of_machines_that_end_for_one_reason_those_are_done_that_were_told_and_those_failed_that_met_it(StopReason reason)
    {
        var first = Ending("first", reason, "POST schools changed a document", beats: 3);
        var alike = Ending("alike", reason, "POST students changed a document", beats: 100_000);
        var innocent = Ending("innocent", reason, fault: null, beats: 100_000);

        var outcome = await new FleetJob(_host, TimeProvider.System)
            .RunAsync(FleetJobTests.Request(3), [first, alike, innocent])
            .WaitAsync(Load.Bound);

        Assert.Equal(
            [MachineState.Failed, MachineState.Failed, MachineState.Done],
            outcome!.Machines.Select(static m => m.State));
        Assert.Null(outcome.Machines[2].Fault);
        Assert.All(["first", "alike"], name => Assert.Contains(_host.Warnings, text => text.StartsWith(name + " is Failed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, false, true)]
    [InlineData(0, true, true)]
    public async Task A_machine_that_is_done_but_may_have_left_something_keeps_its_journal_and_a_warning_names_it(
        int unanswered,
        bool mayHaveLeft,
        bool warned)
    {
        var fake = new FakeMachine("m1", _log);
        var made = new MadeMachine("m1") { Unanswered = unanswered };

        var outcome = await new FleetJob(_host, TimeProvider.System)
            .RunAsync(
                FleetJobTests.Request(1),
                [new ChangedMachine(fake, (tick, answer) => With(made, tick, answer) with { MayHaveLeft = mayHaveLeft })])
            .WaitAsync(Load.Bound);

        Assert.Equal(MachineState.Done, outcome!.Machines[0].State);
        Assert.Equal(warned, _host.Warnings.Any(static text => text.Contains("/tmp/m1", StringComparison.Ordinal)));
        Assert.Equal(warned ? "/tmp/m1" : null, outcome.Machines[0].Journal);
        Assert.Equal(!warned, fake.Ticks[^1].Clean);
    }

    [Fact]
    public void Runs_that_were_not_merged_are_not_complete()
    {
        MadeMachine[] made = [new("one") { Segment = "1/2", HasCommonStart = false }, new("two") { Segment = "2/2", HasCommonStart = false, ClockSeconds = 60 }];
        var ends = made.Select(static m => new MachineEnd { Name = m.Name, State = MachineState.Done, Segment = Segment.Parse(m.Segment!), Run = m.Run() });

        var fleet = new FleetResult(_host.Warn).Of(new FleetOutcome([.. ends], MadeMachine.Start));

        Assert.Null(fleet.Run);
        Assert.False(fleet.IsComplete);
        Assert.Equal(RunVerdict.Incomplete, fleet.Verdict.Verdict);
    }

    /// <summary>A machine that ends for a reason, by itself or when it is told.</summary>
    private ChangedMachine Ending(string name, StopReason reason, string? fault, int beats)
    {
        var made = new MadeMachine(name) { StopReason = reason, Fault = fault };
        return new ChangedMachine(new FakeMachine(name, _log) { Beats = beats }, (tick, answer) => With(made, tick, answer));
    }

    /// <summary>With a run that can be fetched when it has ended.</summary>
    private static FleetAnswer With(MadeMachine made, FleetTick tick, FleetAnswer answer)
    {
        if (answer.Phase != MemberPhase.Ended)
        {
            return answer;
        }

        var files = new MemberFiles(made.Run(), results: null, journal: null);
        return answer with
        {
            StopReason = made.StopReason,
            Files = files.All,
            Piece = tick.Kind == TickKind.Read ? files.Read(tick.File, tick.Offset) : null,
        };
    }
}
