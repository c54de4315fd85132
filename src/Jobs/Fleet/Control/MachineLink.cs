using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>One machine as its controller knows it: the last word of it, and whether it is there still.</summary>
/// <param name="machine">The machine.</param>
/// <param name="segment">Its share.</param>
/// <param name="voice">Is told what the machine says.</param>
/// <param name="times">How long it may be silent.</param>
/// <param name="time">The clocks.</param>
internal sealed class MachineLink(IFleetMachine machine, Segment segment, FleetVoice voice, FleetTimes times, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _number;

    public string Name => machine.Name;

    public IFleetMachine Machine => machine;

    public Segment Segment => segment;

    public MachineFacts? Facts { get; set; }

    public MachineClock? Clock { get; private set; }

    /// <summary>The last answer; null before the first.</summary>
    public FleetAnswer? Last { get; private set; }

    /// <summary>The last beat, of whichever answer.</summary>
    public FleetBeat? Beat { get; private set; }

    /// <summary>Why it is lost; null while it is not.</summary>
    public string? Lost { get; private set; }

    /// <summary>True where nothing more is to be expected of it.</summary>
    public bool Over => Lost is not null || Last?.Phase is MemberPhase.Ended or MemberPhase.Failed;

    /// <summary>Asks, and keeps the answer.</summary>
    /// <exception cref="MachineLostException">It does not answer in time, or cannot be reached any more; it stays lost.</exception>
    public async Task<FleetAnswer> AskAsync(FleetTick tick)
    {
        await _turn.WaitAsync();
        try
        {
            if (Lost is { } lost)
            {
                throw new MachineLostException(lost);
            }

            var asked = time.GetUtcNow();
            var began = time.GetTimestamp();
            var answer = await AnswerAsync(tick with { Number = ++_number });
            Keep(answer);
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

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

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

    /// <summary>Asks, and takes silence for an answer: for what is done on the way out.</summary>
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

    private async Task<FleetAnswer> AnswerAsync(FleetTick tick)
    {
        using var over = new CancellationTokenSource();
        try
        {
            return await machine.AskAsync(tick, over.Token).WaitAsync(times.Lease + times.Grace, time);
        }
        catch (TimeoutException timeout)
        {
            throw Lose($"It has not answered for {DurationText.Format(times.Lease + times.Grace)}.", timeout);
        }
        catch (MachineLostException lost)
        {
            throw Lose(lost.Message, lost);
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private MachineLostException Lose(string why, Exception cause)
    {
        Lost = why;
        return new MachineLostException(why, cause);
    }

    private void Keep(FleetAnswer answer)
    {
        Last = answer;
        Beat = answer.Beat ?? Beat;
        foreach (var text in answer.Texts)
        {
            voice.Say(Name, text);
        }
    }
}
