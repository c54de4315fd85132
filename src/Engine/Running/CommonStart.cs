namespace EdFi.BatchPerf.Running;

/// <summary>The moment at which several machines begin to send.</summary>
/// <param name="Label">The moment by the clock that gave it; runs with equal ones began at once.</param>
/// <param name="ClockOffset">Offset of this machine's wall clock from that clock, positive where it is ahead.</param>
public sealed record CommonStart(DateTimeOffset Label, TimeSpan ClockOffset)
{
    /// <summary>The moment by this machine's wall clock.</summary>
    public DateTimeOffset Moment => Label + ClockOffset;
}
