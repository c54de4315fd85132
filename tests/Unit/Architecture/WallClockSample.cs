namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>What <see cref="WallClockUses"/> has to find.</summary>
internal static class WallClockSample
{
    public static Func<TimeProvider, DateTimeOffset?, TimeSpan?> Since { get; } = static (time, moment) => time.GetUtcNow() - moment;
}
