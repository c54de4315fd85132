namespace EdFi.BatchPerf.Running;

/// <summary>
/// The ways in which a run ends: nothing more is begun, nothing more is sent, requests in flight are given up; and the end of its measured
/// window. May be asked from any thread, also when the run has ended.
/// </summary>
internal sealed class RunStop : IDisposable
{
    // Never disposed, for a stop may be asked for at any time, also of a run that has just ended; without a timer they hold nothing.
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _exhausted = new();
    private readonly CancellationTokenSource _cutOff;
    private readonly RunPlan _plan;
    private readonly RunClock _clock;
    private readonly LiveRun _run;
    private readonly RunRecord _record;
    private long _measuredEnd = long.MaxValue;
    private long _lastEnd;
    private int _stopped;

    public RunStop(RunPlan plan, RunClock clock, LiveRun run, RunRecord record)
    {
        (_plan, _clock, _run, _record) = (plan, clock, run, record);
        _cutOff = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock.Time);

        // what is cut off is not tried again: a pause before another attempt ends with it, and the last answer stands
        _cutOff.Token.UnsafeRegister(static stop => _ = ((CancellationTokenSource)stop!).CancelAsync(), _stop);
    }

    /// <summary>
    /// Sets the planned end of the measured window, when the run's start is known; that of a run which was stopped before stays.
    /// </summary>
    public void Begin()
    {
        if (_plan.Phases().End is var end && !double.IsInfinity(end))
        {
            Interlocked.CompareExchange(ref _measuredEnd, _clock.Timestamp(end), long.MaxValue);
            _record.Metrics.MeasuredUntil = _clock.ToWallClock(MeasuredEnd);
        }
    }

    /// <summary>Fires when nothing more is to be sent, retries included.</summary>
    public CancellationToken Sending => _stop.Token;

    /// <summary>Fires when no further batch is to be begun: at the stop, or when all the plan's batches have been taken.</summary>
    public CancellationToken Beginning => _exhausted.Token;

    /// <summary>Fires when in-flight batches are given up.</summary>
    public CancellationToken InFlight => _cutOff.Token;

    /// <summary>True while another batch may be begun; the planned end counts to the tick, however late its timer is.</summary>
    public bool MayBegin => !_exhausted.IsCancellationRequested && _clock.Now < MeasuredEnd;

    /// <summary>End of the measured window as a timestamp; <see cref="long.MaxValue"/> while nothing has set it.</summary>
    public long MeasuredEnd => Volatile.Read(ref _measuredEnd);

    /// <summary>Ends the run for a reason, unless it had ended for another, and sends nothing more.</summary>
    public void End(StopReason reason, string? fault = null, StopSource? by = null)
    {
        _run.End(reason, fault, by);
        StopSending(windowEnds: true);
    }

    /// <summary>Ends the run where its stop file has appeared.</summary>
    public void LookAtStopFile()
    {
        if (_plan.StopFile is { } file && File.Exists(file))
        {
            End(StopReason.StopRequested, by: StopSource.StopFile);
        }
    }

    /// <summary>Ends the run because of an error of the client's own.</summary>
    public void Break(StopReason reason, Exception exception)
    {
        var words = reason == StopReason.Fault ? $"{exception.GetType().Name}: {exception.Message}" : exception.Message;
        if (!_run.End(reason, words))
        {
            _run.Note(words);
        }

        StopSending(windowEnds: true);
    }

    /// <summary>
    /// Sends nothing more but the deletes of documents that turns in flight have created, because a create has changed a document that the
    /// run did not create.
    /// </summary>
    /// <param name="words">Text for the run's fault, which names the document.</param>
    public void EndAtExisting(string words)
    {
        _run.EndAtExisting(words);
        StopSending(windowEnds: true);
    }

    /// <summary>
    /// Ends sending, and gives requests in flight the stop timeout; the measured window ends here unless it ended by plan or the plan
    /// counts batches. Waiting tasks resume on other threads than the caller's, which may be a pipeline's.
    /// </summary>
    public void StopSending(bool windowEnds)
    {
        if (windowEnds)
        {
            EndWindow(_clock.Now);
        }

        _ = _stop.CancelAsync();
        _ = _exhausted.CancelAsync();
        GiveInFlightTheirTime();
    }

    /// <summary>Begins no further batch: all that the plan counts have been taken.</summary>
    public void StopBeginning() => _ = _exhausted.CancelAsync();

    /// <summary>Gives up the requests in flight.</summary>
    public void GiveUpInFlight() => _ = _cutOff.CancelAsync();

    /// <summary>Gives the requests in flight the stop timeout.</summary>
    public void GiveInFlightTheirTime()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            _cutOff.CancelAfter(_plan.StopTimeout);
        }
    }

    /// <summary>Notes when an answer came: the window of a counted run ends with the last one.</summary>
    public void NoteAnswer(long ended)
    {
        for (var last = Volatile.Read(ref _lastEnd); _plan.BatchCount is not null && ended > last; last = Volatile.Read(ref _lastEnd))
        {
            Interlocked.CompareExchange(ref _lastEnd, ended, last);
        }
    }

    /// <summary>Fixes the measured window once nothing is in flight any more: that of a counted run ends with its last answer.</summary>
    public void CloseWindow()
    {
        var last = Volatile.Read(ref _lastEnd);
        EndWindow(last == 0 ? _clock.Now : last);
    }

    public void Dispose() => _cutOff.CancelAfter(Timeout.InfiniteTimeSpan);

    private void EndWindow(long now)
    {
        for (var end = MeasuredEnd; now < end; end = MeasuredEnd)
        {
            Interlocked.CompareExchange(ref _measuredEnd, now, end);
        }

        _record.Metrics.MeasuredUntil = _clock.ToWallClock(MeasuredEnd);
        _run.CloseWindow(MeasuredEnd);
    }
}
