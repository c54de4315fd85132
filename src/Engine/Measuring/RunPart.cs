using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The measured window of one part of a run, counted from the part's own start.</summary>
/// <param name="origin">Start of the part, in UTC ticks.</param>
/// <param name="exact">False where that was found from a moment without fractions of a second.</param>
internal sealed class RunPart(long origin, bool exact = true)
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

    /// <summary>The part that a result belongs to, which began as the result says.</summary>
    public static RunPart Of(BatchResult result) => new(OriginOf(result), IsExact(result));

    /// <summary>True for a result's part, by when it began.</summary>
    public bool Holds(BatchResult result) => Math.Abs(OriginOf(result) - origin) <= (IsExact(result) ? Near : NearSeconds);

    /// <summary>True for the part that a run says to have begun at this moment.</summary>
    public bool Began(DateTimeOffset start) => Math.Abs(start.UtcTicks - origin) <= (exact ? Near : NearSeconds);

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

    private static long OriginOf(BatchResult result) =>
        result.ScheduledAt.UtcTicks - (long)(result.ScheduledAfterMs * TimeSpan.TicksPerMillisecond);

    private static bool IsExact(BatchResult result) => result.ScheduledAt.UtcTicks % TimeSpan.TicksPerSecond != 0;
}
