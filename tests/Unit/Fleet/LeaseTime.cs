namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A clock whose first timer, which is that of a machine's lease, fires when a test says so.</summary>
/// <param name="clock">The clock otherwise.</param>
internal sealed class LeaseTime(TimeProvider clock) : TimeProvider
{
    private Action? _expire;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (_expire is not null)
        {
            return clock.CreateTimer(callback, state, dueTime, period);
        }

        _expire = () => callback(state);
        return new Held();
    }

    public void Expire() => _expire?.Invoke();

    private sealed class Held : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // nothing fires by itself
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
