using EdFi.BatchPerf.Jobs.Fleet.Control;
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
    public void Runs_that_were_not_merged_are_not_complete()
    {
        MadeMachine[] made = [new("one") { Segment = "1/2", HasCommonStart = false }, new("two") { Segment = "2/2", HasCommonStart = false, ClockSeconds = 60 }];
        var ends = made.Select(static m => new MachineEnd { Name = m.Name, State = MachineState.Done, Segment = Segment.Parse(m.Segment!), Run = m.Run() });

        var fleet = new FleetResult(_host.Warn).Of(new FleetOutcome([.. ends], MadeMachine.Start));

        Assert.Null(fleet.Run);
        Assert.False(fleet.IsComplete);
        Assert.Equal(RunVerdict.Incomplete, fleet.Verdict.Verdict);
    }
}
