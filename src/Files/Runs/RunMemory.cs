namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Data of a run in memory that its document does not hold, but for the times of its intervals, which these carry themselves.
/// </summary>
internal sealed record RunMemory
{
    public required VerdictThresholds Thresholds { get; init; }

    public TimeSpan Elapsed { get; init; }

    public int Clients { get; init; }

    public int InFlight { get; init; }

    /// <summary>Width of each interval but the last, in seconds; 0 where their times are not known.</summary>
    public int IntervalSeconds { get; init; }

    /// <summary>Cumulative counts and times by request name.</summary>
    public required IReadOnlyList<NameSnapshot> Names { get; init; }
}
