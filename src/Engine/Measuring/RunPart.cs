using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The measured window of one part of a run, counted from the part's own start.</summary>
/// <param name="origin">When the part began, in UTC ticks, as its first result says it.</param>
internal sealed class RunPart(long origin)
{
    /// <summary>Moments that lost their fractions lie up to a second apart.</summary>
    private const long NearSeconds = 2 * TimeSpan.TicksPerSecond;

    /// <summary>Others differ by rounding; parts of a run lie apart by their duration and more.</summary>
    private const long Near = 10 * TimeSpan.TicksPerMillisecond;

    private long _start = long.MaxValue;
    private long _end;
    private long _runStart = long.MaxValue;

    /// <summary>UTC ticks; null when no batch was measured.</summary>
    public (long Start, long End)? Ticks
    {
        get
        {
            var (start, end) = (Volatile.Read(ref _start), Volatile.Read(ref _end));
            var runStart = Volatile.Read(ref _runStart);
            return end == 0 || start == long.MaxValue ? null : (runStart + start, runStart + end);
        }
    }

    /// <summary>When the part began that a result belongs to, in UTC ticks.</summary>
    public static long OriginOf(BatchResult result) =>
        result.ScheduledAt.UtcTicks - (long)(result.ScheduledAfterMs * TimeSpan.TicksPerMillisecond);

    /// <summary>True for a result's part, by when it began.</summary>
    public bool Holds(BatchResult result) =>
        Math.Abs(OriginOf(result) - origin) <= (result.ScheduledAt.UtcTicks % TimeSpan.TicksPerSecond == 0 ? NearSeconds : Near);

    /// <summary>Notes a result that was scheduled in the measured part of the run.</summary>
    public void Note(BatchResult result)
    {
        var after = (long)(result.ScheduledAfterMs * TimeSpan.TicksPerMillisecond);
        Extremes.Lower(ref _runStart, result.ScheduledAt.UtcTicks - after);
        Extremes.Lower(ref _start, after);
        if (result.Phase == RunPhase.Measured)
        {
            Extremes.Raise(ref _end, after + (long)(result.ResponseTimeMs * TimeSpan.TicksPerMillisecond));
        }
    }
}
