namespace EdFi.BatchPerf.Running;

/// <summary>
/// Looks around once a second: the series, the client's health, the observers, and the reasons to stop that only show over time.
/// </summary>
internal sealed class RunWatch(RunContext context, RunRecord record, ResultDistributor results, RunOptions options) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly ClockWatch _clock = new(context.Clock);
    private Task _watching = Task.CompletedTask;
    private bool _measuring;

    public void Begin() => _watching = Task.WhenAll(Task.Run(WatchAsync), new PoolLagProbe(record.PoolLag).RunAsync(_ended.Token));

    public async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        Look();
        record.FinalHealth ??= record.Health.Read();
    }

    public void Dispose() => _ended.Dispose();

    public void TellEnd()
    {
        foreach (var observer in options.Observers)
        {
            Guard(() => observer.OnEnd(context.Run));
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), context.Clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                Look();
                Decide();
            }
        }
        catch (OperationCanceledException)
        {
            // the run has ended
        }
        catch (Exception exception)
        {
            context.Stop.Break(StopReason.Fault, exception);
        }
    }

    private void Look()
    {
        record.NoteBacklog(results.Backlog);
        LookAtHealth();
        LookAtClock();
        var elapsed = context.Clock.Elapsed;
        context.Journal.Mark(elapsed);
        record.Intervals.Sample(elapsed, record.Metrics.NameSnapshots(), record.Clients.TakePeak(), record.InFlight);
        var now = context.Clock.ToWallClock(context.Clock.Now);
        foreach (var observer in options.Observers)
        {
            Guard(() => observer.OnSecond(context.Run, now));
        }
    }

    private void LookAtClock()
    {
        if (_clock.Look() is { } step)
        {
            context.Run.Note(step);
        }
    }

    /// <summary>
    /// The client's state counts from the begin of the measured window, and stops counting at its end: draining is idle time.
    /// </summary>
    private void LookAtHealth()
    {
        var now = context.Clock.Now;
        if (!_measuring && context.Clock.Seconds(now) >= context.Phases.MeasuredFrom)
        {
            _measuring = true;
            record.Health.Begin();
        }

        if (now < context.Stop.MeasuredEnd)
        {
            record.Health.Sample();
        }
        else
        {
            record.FinalHealth ??= record.Health.Read();
        }
    }

    private void Decide()
    {
        var plan = context.Plan;
        context.Stop.LookAtStopFile();
        var totals = record.Metrics.Totals;
        if (plan.StopOnFailureRate is { } most && totals.Batches >= plan.StopOnFailureMinimum && totals.Failed > most * totals.Batches)
        {
            context.Stop.End(StopReason.FailureRate);
        }
    }

    private void Guard(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            context.Stop.Break(StopReason.ResultFileFailed, exception);
        }
    }
}
