using System.Globalization;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>One machine as its controller knows it: its last answer, and whether it is lost.</summary>
/// <param name="machine">The machine.</param>
/// <param name="segment">Its share.</param>
/// <param name="voice">Receives the machine's texts.</param>
/// <param name="times">The times for which it may be silent.</param>
/// <param name="time">The clocks.</param>
#pragma warning disable CA1001 // the semaphore is never disposed, for a question may be under way to the end; it holds no handle
internal sealed class MachineLink(IFleetMachine machine, Segment segment, FleetVoice voice, FleetTimes times, TimeProvider time)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly object _gate = new();
    private long _number;
    private long _kept;
    private long? _heard;
    private bool _gone;
    private bool _left;

    public string Name => machine.Name;

    public IFleetMachine Machine => machine;

    public Segment Segment => segment;

    public MachineFacts? Facts { get; set; }

    public MachineClock? Clock { get; private set; }

    /// <summary>The last answer; null before the first.</summary>
    public FleetAnswer? Last { get; private set; }

    /// <summary>The last beat that any answer carried.</summary>
    public FleetBeat? Beat { get; private set; }

    /// <summary>Counts and times by request name at the last beat.</summary>
    public IReadOnlyList<NameSnapshot> Names { get; private set; } = [];

    /// <summary>Reason why the machine counts as lost; null while it does not.</summary>
    public string? Lost { get; private set; }

    /// <summary>Reason for which the machine was told to end; None while it was not told.</summary>
    public StopReason Told { get; set; }

    /// <summary>True once the machine is lost, or has ended or failed.</summary>
    public bool Over => Lost is not null || Last?.Phase is MemberPhase.Ended or MemberPhase.Failed;

    /// <summary>True where its load ended as planned or as told: the machine was not lost and did not fail.</summary>
    public bool EndedAsTold => Lost is null && Last is { Phase: MemberPhase.Ended } last
        && (IsAsked(last.StopReason) || last.StopReason == Told);

    /// <summary>True once the machine was sent a tick, or its command was started.</summary>
    public bool Asked => Opening || Interlocked.Read(ref _number) > 0;

    /// <summary>True from when its command is started: the command keeps a folder on the machine until it ends.</summary>
    public bool Opening { get; set; }

    /// <summary>True while it does something by itself that it can be asked to give up.</summary>
    public bool AtWork => Last?.Phase is not (null or MemberPhase.Idle or MemberPhase.Reached or MemberPhase.Ended or MemberPhase.Failed);

    /// <summary>True where its run has begun, as far as was heard.</summary>
    public bool Begun => Beat is { Elapsed: > 0 };

    /// <summary>
    /// False where it is known that its run sent nothing: it was never told to go, or says so itself now that it has ended.
    /// </summary>
    public bool MayHaveSent => _gone
        && !(Last?.Phase is MemberPhase.Ended or MemberPhase.Failed && Beat?.Totals is null or { Batches: 0, OperationsSent: 0 });

    /// <summary>Asks, and keeps the answer.</summary>
    /// <exception cref="MachineLostException">It does not answer in time, or cannot be reached any more; it stays lost.</exception>
    public async Task<FleetAnswer> AskAsync(FleetTick tick)
    {
        await _turn.WaitAsync();
        try
        {
            if ((_left ? "It was let go." : Lost) is { } lost)
            {
                throw new MachineLostException(lost);
            }

            _left = tick.Kind == TickKind.Leave;

            var asked = time.GetUtcNow();
            var began = time.GetTimestamp();
            var answer = await AnswerAsync(tick);
            Sample = MachineClock.Of(asked, time.GetElapsedTime(began), answer.At);
            return answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The clock by the last round trip.</summary>
    public MachineClock? Sample { get; private set; }

    /// <summary>Asks for nothing, several times, and keeps the clock of the fastest round trip.</summary>
    /// <exception cref="MachineLostException">As <see cref="AskAsync"/>.</exception>
    public async Task<MachineClock> MeasureClockAsync()
    {
        List<MachineClock> samples = [];
        for (var i = 0; i < MachineClock.Samples; i++)
        {
            await AskAsync(new FleetTick { Kind = TickKind.Renew });
            samples.Add(Sample!);
        }

        return Clock = MachineClock.Best(samples);
    }

    /// <summary>Asks, and returns null without an answer: for steps on the way out.</summary>
    public async Task<FleetAnswer?> TryAskAsync(FleetTick tick)
    {
        try
        {
            return await AskAsync(tick);
        }
        catch (MachineLostException)
        {
            return null;
        }
    }

    /// <summary>
    /// Tells it to give up at once: past a question that it has not answered, and also where it counts as lost, for it may hear all the
    /// same.
    /// </summary>
    public async Task GiveUpAsync()
    {
        try
        {
            await AnswerAsync(new FleetTick { Kind = TickKind.Cancel });
        }
        catch (MachineLostException)
        {
            // it ends by its lease
        }
    }

    /// <summary>True where a run that ended for this reason ended as its plan, its operator or its controller asked.</summary>
    public static bool IsAsked(StopReason reason) => reason is StopReason.Duration or StopReason.BatchCount or StopReason.StopRequested
        or StopReason.Canceled or StopReason.FailureRate;

    /// <summary>As a dashboard lists it while it is at work.</summary>
    public BatchMachine ToMachine() => new()
    {
        Name = Name,
        State = Lost is not null ? MachineState.Lost
            : Last?.Phase switch
            {
                MemberPhase.Failed => MachineState.Failed,
                MemberPhase.Ended => MachineState.Done,
                _ => MachineState.Running,
            },
        RunId = Last?.RunId,
        Segment = Segment.ToString(),
        ClockOffsetMs = Clock?.Offset.TotalMilliseconds,
        ClockErrorMs = Clock?.Error.TotalMilliseconds,
        Totals = Beat?.Totals,
        Fault = Lost ?? Last?.Problem?.Message,
    };

    private async Task<FleetAnswer> AnswerAsync(FleetTick tick)
    {
        _gone |= tick.Kind == TickKind.Go;
        using var over = new CancellationTokenSource();
        try
        {
            var numbered = tick with { Number = Interlocked.Increment(ref _number) };
            var patience = times.Patience(Unheard());
            var answer = await machine.AskAsync(numbered, over.Token).WaitAsync(patience, time);
            Keep(numbered.Number, answer);
            return answer;
        }
        catch (TimeoutException timeout)
        {
            throw Lose(
                string.Create(CultureInfo.InvariantCulture, $"Nothing was heard of it for {times.Silence.TotalSeconds:0.#} s."),
                timeout);
        }
        catch (MachineLostException lost)
        {
            throw Lose(lost.Message, lost);
        }
        catch (Exception exception)
        {
            throw Lose($"What it answered cannot be used ({exception.GetType().Name}): {exception.Message}", exception);
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>The time since its last answer; none before the first.</summary>
    private TimeSpan Unheard()
    {
        lock (_gate)
        {
            return _heard is { } heard ? time.GetElapsedTime(heard) : TimeSpan.Zero;
        }
    }

    private MachineLostException Lose(string why, Exception cause)
    {
        Lost ??= why;
        return new MachineLostException(why, cause);
    }

    /// <summary>An answer that was overtaken says less than the one that is known.</summary>
    private void Keep(long number, FleetAnswer answer)
    {
        var names = answer.Beat?.Names.Select(static name => name.Restore()).ToList();
        lock (_gate)
        {
            _heard = time.GetTimestamp();
            if (number > _kept)
            {
                _kept = number;
                Last = answer;
                Beat = answer.Beat ?? Beat;
                Names = names ?? Names;
            }
        }

        foreach (var text in answer.Texts)
        {
            voice.Say(Name, text);
        }
    }
}
