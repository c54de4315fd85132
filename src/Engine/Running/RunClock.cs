namespace EdFi.BatchPerf.Running;

/// <summary>One run's time: timestamps for measuring, and what they are on the wall clock.</summary>
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

    public double Milliseconds(long from, long to) => (to - from) * _ticksPerTimestamp / TimeSpan.TicksPerMillisecond;
}
