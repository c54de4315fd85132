namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Times of one machine's run: its start, and its measured window.</summary>
/// <param name="Name">The machine's name.</param>
/// <param name="StartAt">The common start that it was told; null for none.</param>
/// <param name="StartedAt">Start of the run by the machine's own clock.</param>
/// <param name="From">Begin of its measured window, in seconds since then by the monotonic clock.</param>
/// <param name="To">End of its measured window, likewise.</param>
internal sealed record MachineSpan(string Name, DateTimeOffset? StartAt, DateTimeOffset StartedAt, double From, double To)
{
    /// <summary>
    /// Offset of the machine's wall clock from the controller's, in milliseconds, positive where it is ahead; null where it was not
    /// measured.
    /// </summary>
    public double? ClockOffsetMs { get; init; }

    /// <summary>By how much that may be wrong, in milliseconds.</summary>
    public double? ClockErrorMs { get; init; }

    /// <summary>Width of the run's intervals in seconds, 1 or more.</summary>
    public int IntervalSeconds { get; init; } = 1;

    /// <summary>Length of its measured window in seconds.</summary>
    public double Seconds => To - From;

    public static MachineSpan Of(MachinePart part, BatchRun run) => new(
        part.Name,
        run.StartAt,
        run.StartedAt,
        ((run.MeasuredFrom ?? run.StartedAt) - run.StartedAt).TotalSeconds,
        ((run.MeasuredTo ?? run.MeasuredFrom ?? run.StartedAt) - run.StartedAt).TotalSeconds)
    {
        ClockOffsetMs = part.ClockOffsetMs,
        ClockErrorMs = part.ClockErrorMs,
        IntervalSeconds = Math.Max(1, run.IntervalSeconds),
    };
}
