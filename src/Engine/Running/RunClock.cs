namespace EdFi.BatchPerf.Running;

/// <summary>
/// One run's time: timestamps for measuring, and their moments on the wall clock, which is read once, at the start or when a start to
/// come is known. All moments of a run are its start plus monotonic time, so that a step of the wall clock changes no duration, and
/// differences of them are durations.
/// </summary>
internal sealed class RunClock
{
    private readonly TimeProvider _time;
    private readonly double _ticksPerTimestamp;
    private Origin _origin;

    public RunClock(TimeProvider time)
    {
        _time = time;
        _ticksPerTimestamp = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
        _origin = new Origin(time.GetUtcNow(), time.GetTimestamp());
    }

    public TimeProvider Time => _time;

    public DateTimeOffset StartedAt => Volatile.Read(ref _origin).At;

    public long Start => Volatile.Read(ref _origin).Timestamp;

    public long Now => _time.GetTimestamp();

    public double Seconds(long timestamp) => (double)(timestamp - Start) / _time.TimestampFrequency;

    public long Timestamp(double seconds) => Start + (long)(seconds * _time.TimestampFrequency);

    public DateTimeOffset ToWallClock(long timestamp)
    {
        var origin = Volatile.Read(ref _origin);
        return origin.At.AddTicks((long)((timestamp - origin.Timestamp) * _ticksPerTimestamp));
    }

    /// <summary>Makes a moment of the wall clock the start: from here on monotonic time alone leads to it.</summary>
    public void BeginAt(DateTimeOffset moment)
    {
        const int Readings = 5;
        var best = long.MaxValue;
        for (var i = 0; i < Readings; i++)
        {
            // the two clocks cannot be read at once: of several readings that counts between which least time passed
            var before = Now;
            var wall = _time.GetUtcNow();
            var took = Now - before;
            if (took < best)
            {
                best = took;
                var ahead = (long)((moment - wall).Ticks / _ticksPerTimestamp);
                Volatile.Write(ref _origin, new Origin(moment.ToUniversalTime(), before + (took / 2) + ahead));
            }
        }
    }

    /// <summary>Makes this moment the start, where the one that was waited for never came.</summary>
    public void BeginNow() => Volatile.Write(ref _origin, new Origin(_time.GetUtcNow(), Now));

    /// <summary>Time since the start, by the monotonic clock.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Seconds(Now));

    /// <summary>
    /// Returns the lead of the wall clock over the start plus the monotonic clock, in seconds, its uncertainty, because the two clocks
    /// cannot be read at once, and the time of reading in seconds since the start.
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

    /// <summary>The start on both clocks; replaced as one, since others read it at any time.</summary>
    private sealed record Origin(DateTimeOffset At, long Timestamp);
}
