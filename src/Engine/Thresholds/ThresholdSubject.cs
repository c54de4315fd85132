using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf;

/// <summary>What thresholds are held against: rows of metrics, and the parts of runs where these are known.</summary>
/// <param name="Rows">Rows of metrics.</param>
/// <param name="Windows">The windows of such a length that lie wholly in the measured part; it may refuse.</param>
public sealed record ThresholdSubject(IReadOnlyList<BatchMetrics> Rows, Func<TimeSpan, IEnumerable<BatchIntervalMetrics>> Windows)
{
    /// <summary>A run in memory.</summary>
    public static ThresholdSubject Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ThresholdSubject(run.Metrics, width => WindowsOf(run, width));
    }

    /// <summary>Metrics alone, which know nothing of parts.</summary>
    public static ThresholdSubject Of(IReadOnlyList<BatchMetrics> rows) => new(rows, static width => throw NoWindows());

    /// <summary>The windows of a run that lie wholly in its measured part.</summary>
    /// <param name="run">A run in memory.</param>
    /// <param name="width">Length of a window.</param>
    public static IEnumerable<BatchIntervalMetrics> WindowsOf(BatchRun run, TimeSpan width)
    {
        ArgumentNullException.ThrowIfNull(run);
        var span = new MeasuredSpan(run.StartedAt, run.MeasuredFrom, run.MeasuredTo);
        return MetricsTimeline.Of(run, width).Where(row => span.Holds(row, width));
    }

    /// <summary>Why metrics or a stored run cannot be looked at in parts.</summary>
    public static BatchPerfException NoWindows() => new(
        "ThresholdWindowNotPossible", ProblemKind.InvalidInput, "Metrics and stored runs do not tell how the figures were over time.", "Give the run in memory, its results, or its results file.");
}
