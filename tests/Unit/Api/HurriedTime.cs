namespace EdFi.BatchPerf.Unit.Api;

/// <summary>A clock by which every look at it is a second later than the one before; its timers are real.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks);
}
