namespace EdFi.BatchPerf.Running;

/// <summary>
/// One run's time: timestamps for measuring, and what they are on the wall clock, which is read at the start alone. All moments of a run
/// are
/// its start plus monotonic time, so that a step of the wall clock changes no duration, and differences of them are durations.
/// </summary>
internal sealed class RunClock
{
    private readonly TimeProvider _time;
    private readonly double _ticksPerTimestamp;

    public RunClock(TimeProvider time)
    {
        _time = time;
        _ticksPerTimestamp = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
        StartedAt = time.GetUtcNow();
        Start = time.GetTimestamp();
    }

    public TimeProvider Time => _time;

    public DateTimeOffset StartedAt { get; }

    public long Start { get; }

    public long Now => _time.GetTimestamp();

    public double Seconds(long timestamp) => (double)(timestamp - Start) / _time.TimestampFrequency;

    public long Timestamp(double seconds) => Start + (long)(seconds * _time.TimestampFrequency);

    public DateTimeOffset ToWallClock(long timestamp) => StartedAt.AddTicks((long)((timestamp - Start) * _ticksPerTimestamp));

    /// <summary>Time since the start, by the monotonic clock.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Seconds(Now));

    /// <summary>
    /// How far the wall clock is ahead of the start plus the monotonic clock, in seconds, by how much that may be wrong because the two
    /// cannot be read at once, and when it was read.
    /// </summary>
    public (double Seconds, double Uncertainty, double At) WallClockLead()
    {
        var before = Now;
        var wall = _time.GetUtcNow();
        var (from, to) = (Seconds(before), Seconds(Now));
        var at = (from + to) / 2;
        return ((wall - StartedAt).TotalSeconds - at, to - from, at);
    }

    public double Milliseconds(long from, long to) => (to - from) * _ticksPerTimestamp / TimeSpan.TicksPerMillisecond;
}
