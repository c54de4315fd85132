namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>
/// How far a machine's wall clock is ahead of the controller's. A round trip says it to within half of its time: the clock was read
/// somewhere between question and answer. The fastest of several says it best.
/// </summary>
/// <param name="Offset">How far it is ahead.</param>
/// <param name="Error">By how much that may be wrong, either way.</param>
public sealed record MachineClock(TimeSpan Offset, TimeSpan Error)
{
    /// <summary>How many round trips are made.</summary>
    public const int Samples = 7;

    /// <summary>The clock by one round trip.</summary>
    /// <param name="asked">The controller's clock when it asked.</param>
    /// <param name="took">How long the answer took, by its monotonic clock.</param>
    /// <param name="read">The machine's clock as it answered.</param>
    public static MachineClock Of(DateTimeOffset asked, TimeSpan took, DateTimeOffset read) =>
        new(read - asked - (took / 2), took / 2);

    /// <summary>The one that is known best.</summary>
    public static MachineClock Best(IEnumerable<MachineClock> samples) => samples.MinBy(static sample => sample.Error)!;
}
