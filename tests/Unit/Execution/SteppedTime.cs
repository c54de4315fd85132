namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A clock whose time of day can be moved while its monotonic time and its timers go on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _moved;

    public void Step(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _moved));
}
