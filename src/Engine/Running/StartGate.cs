using System.Diagnostics;

namespace EdFi.BatchPerf.Running;

/// <summary>Holds a run that is ready until its common start, or until something ends it before.</summary>
internal sealed class StartGate
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Largest delay of a timer, together with the time that a thread needs to begin.</summary>
    private static readonly TimeSpan Precise = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// Time before the start at which the server's figures are read again after a longer wait, so that its work in the meantime does not
    /// count as the run's.
    /// </summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(3);

    private readonly StartSignal _signal;
    private readonly RunClock _clock;
    private readonly RunStop _stop;
    private readonly LiveRun _run;
    private readonly RunOptions _options;
    private bool _known;
    private Task? _reading;

    public StartGate(StartSignal signal, RunClock clock, RunStop stop, LiveRun run, RunOptions options)
    {
        (_signal, _clock, _stop, _run, _options) = (signal, clock, stop, run, options);
        run.Wait();
        TakeStart();
    }

    /// <summary>Waits.</summary>
    /// <returns>False where the run was ended before its start, so that nothing is to be sent.</returns>
    public async Task<bool> PassAsync()
    {
        _signal.Arm();
        while (!_stop.Beginning.IsCancellationRequested)
        {
            var left = Left();
            Look();
            if (left is null)
            {
                await Task.WhenAny(_signal.Told, DelayAsync(Second));
            }
            else if (left <= Precise)
            {
                return await PassPreciselyAsync(left.Value);
            }
            else
            {
                ReadServerAgain(left.Value);
                await DelayAsync(TimeSpan.FromTicks(Math.Min((left.Value - Precise).Ticks, ((left.Value.Ticks - 1) % Second.Ticks) + 1)));
            }
        }

        return false;
    }

    /// <summary>Time until the start; null while it is not known. Once it is known, a step of the wall clock changes nothing.</summary>
    private TimeSpan? Left()
    {
        TakeStart();
        return _known ? TimeSpan.FromSeconds(-_clock.Seconds(_clock.Now)) : null;
    }

    private void TakeStart()
    {
        if (!_known && _signal.Start is { } start)
        {
            _known = true;
            _clock.BeginAt(start.Moment);
            _run.Take(start);
        }
    }

    private void Look()
    {
        _stop.LookAtStopFile();
        foreach (var observer in _options.Observers)
        {
            try
            {
                observer.OnWait(_run);
            }
            catch (Exception exception)
            {
                _stop.Break(StopReason.ResultFileFailed, exception);
            }
        }
    }

    private void ReadServerAgain(TimeSpan left)
    {
        if (left <= ReadAgain && left > Second && _options.Server is { } server)
        {
            _reading ??= server.ReadAgainAsync(_stop.Beginning);
        }
    }

    /// <summary>The thread pool's timers are as late as a schedule must not be.</summary>
    private Task<bool> PassPreciselyAsync(TimeSpan left)
    {
        var until = Stopwatch.GetTimestamp() + (long)(left.TotalSeconds * Stopwatch.Frequency);
        return Task.Factory.StartNew(
            () => PreciseSleep.Until(until, () => !_stop.Beginning.IsCancellationRequested),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private async Task DelayAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _clock.Time, _stop.Beginning);
        }
        catch (OperationCanceledException)
        {
            // the loop sees it
        }
    }
}
