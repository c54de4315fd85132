using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>All machines begin or none does, whatever becomes of one of them before the start.</summary>
public sealed class FleetStartTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly List<(string Machine, TickKind Kind)> _log = [];

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(MemberPhase.Armed)]
    [InlineData(MemberPhase.Announced)]
    [InlineData(MemberPhase.Started)]
    public async Task A_machine_whose_waiting_run_has_ended_keeps_all_from_starting_and_is_named(object at)
    {
        var from = (MemberPhase)at;
        var gone = new ChangedMachine(new FakeMachine("gone", _log), (_, answer) => answer.Phase >= from ? Ended(answer) : answer);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([gone, new FakeMachine("good", _log)]));

        Assert.Equal("MachineAbsent", problem.ErrorId);
        Assert.Contains("because of gone: its run ended before the start", problem.Message, StringComparison.Ordinal);
        Assert.Equal(from == MemberPhase.Started, _log.Contains(("good", TickKind.Go)));
        Assert.True(from == MemberPhase.Armed || _log.Contains(("good", TickKind.Cancel)));
    }

    [Fact]
    public async Task A_machine_lost_between_announcement_and_start_keeps_all_from_being_told_to_go()
    {
        var lost = new ChangedMachine(new FakeMachine("lost", _log), static (tick, answer) =>
            tick.Kind == TickKind.Renew && answer.Phase == MemberPhase.Announced ? throw new MachineLostException("it is gone") : answer);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([new FakeMachine("good", _log), lost], late: true));

        Assert.Contains("Nothing was sent from any machine, because of lost", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log, static entry => entry.Kind == TickKind.Go);
        Assert.Contains(("good", TickKind.Cancel), _log);
    }

    [Fact]
    public async Task A_machine_lost_when_all_were_told_to_go_but_before_the_start_takes_it_back_and_the_error_says_what_is_not_known()
    {
        var lost = new ChangedMachine(
            new FakeMachine("lost", _log) { Beats = 1000, LostAfter = 2 },
            static (_, answer) => answer with { Beat = null });

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([new FakeMachine("good", _log), lost]));

        Assert.Equal("MachineAbsent", problem.ErrorId);
        Assert.DoesNotContain("Nothing was sent", problem.Message, StringComparison.Ordinal);
        Assert.Contains("lost may have sent", problem.Message, StringComparison.Ordinal);
        Assert.Contains(_host.Warnings, static text => text.Contains("/tmp/lost", StringComparison.Ordinal));
        Assert.Contains(("good", TickKind.Cancel), _log);
    }

    [Theory]
    [InlineData(TickKind.Start)]
    [InlineData(TickKind.Go)]
    public async Task A_machine_that_did_not_acknowledge_is_told_all_the_same_that_the_start_is_taken_back(object silent)
    {
        var late = new FakeMachine("late", _log) { SilentAt = (TickKind)silent };
        var good = new ChangedMachine(new FakeMachine("good", _log), static (_, answer) => answer with { Beat = null });

        await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([good, late]));

        Assert.Contains(("late", TickKind.Cancel), _log);
        Assert.Contains(("good", TickKind.Cancel), _log);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(7, false)]
    public async Task Only_a_machine_that_says_that_its_run_sent_nothing_is_told_to_keep_nothing(int sent, bool clean)
    {
        var fake = new FakeMachine("good", _log);
        var good = new ChangedMachine(fake, (_, answer) => answer.Phase != MemberPhase.Ended
            ? answer with { Beat = null }
            : answer with { Beat = answer.Beat! with { Totals = new RunTotals { Batches = sent } } });

        await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync([good, new FakeMachine("lost", _log) { LostAt = TickKind.Go }]));

        Assert.Equal(clean, fake.Ticks.FindLast(static tick => tick.Kind == TickKind.Leave)!.Clean);
    }

    [Theory]
    [InlineData(StopReason.ExistingDocument)]
    [InlineData(StopReason.BatchTooLarge)]
    public async Task What_one_machine_did_to_others_documents_or_met_for_all_ends_all(StopReason reason)
    {
        var others = new FakeMachine("others", _log) { Beats = 100_000 };
        var harmful = new ChangedMachine(
            new FakeMachine("harmful", _log),
            (_, answer) => answer.Phase == MemberPhase.Ended ? answer with { StopReason = reason } : answer);

        await RunAsync([others, harmful]);

        Assert.Equal(reason, others.Stopped);
    }

    [Theory]
    [InlineData(5, 20_000, "A lease of 5ms is too short")]
    [InlineData(3_600_000, 20_000, "A lease of 1h is too long")]
    [InlineData(150, 3, "A start in 3ms is too short")]
    public async Task Times_that_do_not_fit_together_are_refused_before_anything_is_asked(int lease, int startIn, string words)
    {
        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => new FleetJob(_host, TimeProvider.System).RunAsync(
            FleetJobTests.Request(1) with
            {
                StartIn = TimeSpan.FromMilliseconds(startIn),
                Times = FleetJobTests.Request(1).Times with { Lease = TimeSpan.FromMilliseconds(lease) },
            },
            [new FakeMachine("m", _log)]));

        Assert.Equal("FleetTime", problem.ErrorId);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Empty(_log);
    }

    private static FleetAnswer Ended(FleetAnswer answer) =>
        answer with { Phase = MemberPhase.Ended, StopReason = StopReason.LeaseExpired, Beat = null };

    /// <param name="machines">The machines.</param>
    /// <param name="late">Whether the word to go comes at the last moment.</param>
    private async Task RunAsync(IReadOnlyList<IFleetMachine> machines, bool late = false)
    {
        var request = FleetJobTests.Request(machines.Count);
        request = late ? request with { Times = request.Times with { Go = TimeSpan.FromMilliseconds(5) } } : request;
        await new FleetJob(_host, TimeProvider.System).RunAsync(request, machines).WaitAsync(Load.Bound);
    }
}
