using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Subject of thresholds: rows of metrics, and the parts of runs where these are known.</summary>
/// <param name="Rows">Rows of metrics.</param>
/// <param name="Windows">The windows of such a length that lie wholly in the measured part; it may refuse.</param>
internal sealed record ThresholdSubject(IReadOnlyList<BatchMetrics> Rows, Func<TimeSpan, IEnumerable<BatchIntervalMetrics>> Windows)
{
    /// <summary>The stored run that a file's figures are of; null where none is known.</summary>
    public RunDocument? Run { get; init; }

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
    /// <exception cref="BatchPerfException"><c>ThresholdWindowNotPossible</c>: the run's intervals do not add up to such
    /// windows.</exception>
    public static IEnumerable<BatchIntervalMetrics> WindowsOf(BatchRun run, TimeSpan width)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IntervalSeconds == 0)
        {
            throw NoWindows();
        }

        RequireWhole(width, run.IntervalSeconds, run.RunId);
        var span = new MeasuredSpan(run.StartedAt, run.MeasuredFrom, run.MeasuredTo);
        
        // windows begin where an interval does: one that begins before would lie in the first window and take it out of the measured part
        var first = Math.Ceiling(span.FirstWindow / run.IntervalSeconds) * run.IntervalSeconds;
        return MetricsTimeline.Of(run, width, first).Where(row => span.Holds(row, width));
    }

    /// <summary>True where the intervals that a run in memory keeps, longer ones the longer it lasted, add up to such windows.</summary>
    public static bool AddUp(TimeSpan width, BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AddUp(width, run.IntervalSeconds);
    }

    private static bool AddUp(TimeSpan width, int intervalSeconds) =>
        intervalSeconds > 0 && width.Ticks % TimeSpan.FromSeconds(intervalSeconds).Ticks == 0;

    /// <summary>Windows of another length than was asked for would be held against the limit, and some parts against none.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdWindowNotPossible</c>.</exception>
    internal static void RequireWhole(TimeSpan width, int intervalSeconds, string runId)
    {
        if (!AddUp(width, intervalSeconds))
        {
            throw new BatchPerfException(
                "ThresholdWindowNotPossible",
                ProblemKind.InvalidInput,
                $"Run {runId} is known in intervals of {intervalSeconds} s, which do not add up to windows of "
                    + $"{DurationText.Format(width)}.",
                $"Give windows of a multiple of {intervalSeconds} s, or the run's results or results file instead of the run.");
        }
    }

    /// <summary>Why metrics or a stored run cannot be looked at in parts.</summary>
    public static BatchPerfException NoWindows() => new(
        "ThresholdWindowNotPossible", ProblemKind.InvalidInput, "Metrics and stored runs do not tell how the figures were over time.",
        "Give the run in memory, its results, or its results file.");
}
