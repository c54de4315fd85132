using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine that sends nothing: it goes through the phases as it is told, and keeps what it was asked.</summary>
internal sealed class FakeMachine(string name, List<(string Machine, TickKind Kind)> log) : IFleetMachine
{
    private MemberPhase _phase;
    private int _beats;
    private bool _silent;

    public string Name => name;

    public MachineFacts Facts { get; set; } = new("host", new Version(7, 6), 2, HasModule: true);

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Thrown by the tick of this kind.</summary>
    public TickKind? LostAt { get; init; }

    /// <summary>Never answered, like everything after it.</summary>
    public TickKind? SilentAt { get; init; }

    /// <summary>Fails at the tick of this kind.</summary>
    public TickKind? FailsAt { get; init; }

    /// <summary>Beats until its run ends by itself.</summary>
    public int Beats { get; init; } = 3;

    /// <summary>Questions until it is armed.</summary>
    public int ArmsAfter { get; init; }

    /// <summary>After so many beats its run fails.</summary>
    public int? FailsAfter { get; init; }

    /// <summary>Keeps the module that it has, whatever it is brought.</summary>
    public bool KeepsItsModule { get; init; }

    /// <summary>After so many beats it is lost.</summary>
    public int? LostAfter { get; init; }

    /// <summary>Goes on with what is in flight when it is told to stop.</summary>
    public bool IgnoresStop { get; init; }

    /// <summary>Batches and failures of each beat.</summary>
    public (int Batches, int Failed) PerBeat { get; init; } = (10, 0);

    public List<FleetTick> Ticks { get; } = [];

    /// <summary>Beats since its start.</summary>
    public int BeatsSoFar => _beats;

    public int Installed { get; private set; }

    public StopReason Stopped { get; private set; }

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(Facts);

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken)
    {
        Installed++;
        Facts = Facts with { HasModule = !KeepsItsModule };
        return Task.CompletedTask;
    }

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken)
    {
        lock (log)
        {
            Ticks.Add(tick);
            if (tick.Kind != TickKind.Renew)
            {
                log.Add((name, tick.Kind));
            }
        }

        _silent |= tick.Kind == SilentAt;
        if (_silent)
        {
            return Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(static _ => new FleetAnswer(), TaskScheduler.Default);
        }

        if (tick.Kind == LostAt || _beats == LostAfter)
        {
            throw new MachineLostException("its session is Broken");
        }

        Advance(tick);
        return Task.FromResult(new FleetAnswer
        {
            Number = tick.Number,
            At = DateTimeOffset.UtcNow + ClockAhead,
            Phase = _phase,
            RunId = _phase >= MemberPhase.Armed ? "run-" + name : null,
            Journal = _phase >= MemberPhase.Armed ? "/tmp/" + name : null,
            Problem = _phase == MemberPhase.Failed
                ? new MemberProblem("FixtureMissing", ProblemKind.MissingPrerequisite, "a school is missing", "Create it.")
                : null,
            Beat = _phase < MemberPhase.Started ? null : new FleetBeat
            {
                Elapsed = _beats,
                Clients = 1,
                Totals = new RunTotals { Batches = _beats * PerBeat.Batches, Failed = _beats * PerBeat.Failed },
            },
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Advance(FleetTick tick)
    {
        _phase = tick.Kind switch
        {
            _ when tick.Kind == FailsAt => MemberPhase.Failed,
            TickKind.Reach => MemberPhase.Reached,
            TickKind.Arm => ArmsAfter > 0 ? MemberPhase.Arming : MemberPhase.Armed,
            TickKind.Renew when _phase == MemberPhase.Arming && Ticks.Count > ArmsAfter => MemberPhase.Armed,
            TickKind.Start => MemberPhase.Announced,
            TickKind.Go => MemberPhase.Started,
            TickKind.Stop when IgnoresStop => _phase,
            TickKind.Stop or TickKind.Cancel => MemberPhase.Ended,
            TickKind.Renew when _phase == MemberPhase.Started && _beats + 1 >= FailsAfter => MemberPhase.Failed,
            TickKind.Renew when _phase == MemberPhase.Started && ++_beats >= Beats => MemberPhase.Ended,
            _ => _phase,
        };
        Stopped = tick.Kind == TickKind.Stop ? tick.Reason : Stopped;
    }
}
