namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>
/// Offset of a machine's wall clock from the controller's. A round trip tells it to within half of its time: the clock was read somewhere
/// between question and answer. The fastest of several tells it best.
/// </summary>
/// <param name="Offset">Time by which the machine's clock is ahead of the controller's; negative where it is behind.</param>
/// <param name="Error">Largest error of the offset, either way; half of the round trip.</param>
internal sealed record MachineClock(TimeSpan Offset, TimeSpan Error)
{
    /// <summary>Number of round trips that are made.</summary>
    public const int Samples = 7;

    /// <summary>The clock by one round trip.</summary>
    /// <param name="asked">The controller's clock when it asked.</param>
    /// <param name="took">Time of the round trip, by the controller's monotonic clock.</param>
    /// <param name="read">The machine's clock as it answered.</param>
    public static MachineClock Of(DateTimeOffset asked, TimeSpan took, DateTimeOffset read) =>
        new(read - asked - (took / 2), took / 2);

    /// <summary>The one that is known best.</summary>
    public static MachineClock Best(IEnumerable<MachineClock> samples) => samples.MinBy(static sample => sample.Error)!;
}
