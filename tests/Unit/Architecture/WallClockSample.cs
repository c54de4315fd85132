namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>What <see cref="WallClockUses"/> has to find.</summary>
internal static class WallClockSample
{
    public static Func<TimeProvider, DateTimeOffset?, TimeSpan?> Since { get; } = static (time, moment) => time.GetUtcNow() - moment;

    /// <summary>A difference by numbers, which no operator of moments shows.</summary>
    public static Func<DateTimeOffset, DateTimeOffset, long> Apart { get; } = static (from, to) => to.UtcTicks - from.UtcTicks;
}
