namespace EdFi.BatchPerf.Files.Runs;

/// <summary>What a run in memory knows beyond its document: times over time, by request name, and what its last moments were.</summary>
internal sealed record ArchivedParts
{
    public required VerdictThresholds Thresholds { get; init; }

    public TimeSpan Elapsed { get; init; }

    public int Clients { get; init; }

    public int InFlight { get; init; }

    public int IntervalSeconds { get; init; }

    /// <summary>One for each interval of the document.</summary>
    public required IReadOnlyList<ArchivedPoint> Intervals { get; init; }

    public required IReadOnlyList<ArchivedName> Names { get; init; }

    public static ArchivedParts Of(BatchRun run, RunDocument document) => new()
    {
        Thresholds = run.Thresholds,
        Elapsed = run.Elapsed,
        Clients = run.Clients,
        InFlight = run.InFlight,
        IntervalSeconds = run.IntervalSeconds,
        Intervals = [.. document.Intervals.Select(static point => ArchivedPoint.Of(request: null, point))],
        Names = [.. run.GetNameSnapshots().Select(ArchivedName.Of)],
    };

    /// <summary>The document with the times of its intervals.</summary>
    /// <exception cref="FormatException">These are other intervals', or damaged.</exception>
    public RunDocument Complete(RunDocument document) => Intervals.Count == document.Intervals.Count && IntervalSeconds > 0
        ? document with { Intervals = [.. document.Intervals.Zip(Intervals, static (point, parts) => parts.Complete(point))] }
        : throw new FormatException("its intervals are not those of its document");
}
