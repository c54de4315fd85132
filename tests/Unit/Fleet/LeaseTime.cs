namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>Clocks as they are, and timers that fire when a test says so.</summary>
internal sealed class LeaseTime : TimeProvider
{
    private readonly List<(TimerCallback Callback, object? State)> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add((callback, state));
        return new Timer();
    }

    public void Expire() => _timers.ForEach(static timer => timer.Callback(timer.State));

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // nothing fires by itself
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
