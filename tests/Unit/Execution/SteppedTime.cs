namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A clock whose time of day can be moved while its monotonic time and its timers go on.</summary>
/// <param name="clock">The clock otherwise.</param>
internal sealed class SteppedTime(TimeProvider clock) : TimeProvider
{
    private long _moved;

    public SteppedTime()
        : this(TimeProvider.System)
    {
    }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public void Step(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddTicks(Volatile.Read(ref _moved));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
