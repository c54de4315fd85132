namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>A clock with one timer, which rings when the test says so.</summary>
internal sealed class OneTimer : TimeProvider, ITimer
{
    private Action _ring = static () => { };

    /// <summary>When the timer is to ring, as it was set last.</summary>
    public TimeSpan Due { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_ring, Due) = (() => callback(state), dueTime);
        return this;
    }

    public void Ring() => _ring();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime;
        return true;
    }

    public void Dispose()
    {
        // rings when it is told to only
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
