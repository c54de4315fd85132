using System.Globalization;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>
/// Holds every window of a run's measured part against a threshold: it is kept when each of them keeps it. One in which nothing ended keeps
/// none.
/// </summary>
internal static class ThresholdWindowJudge
{
    /// <param name="threshold">One with a window.</param>
    /// <param name="windows">The windows of all request names.</param>
    /// <param name="rows">The rows it is meant for: each run is judged by itself, for the windows of one say nothing of another; those of
    /// rows that belong to several runs are judged together.</param>
    public static IReadOnlyList<BatchThresholdResult> Judge(
        BatchThreshold threshold,
        IEnumerable<BatchIntervalMetrics> windows,
        IReadOnlyList<BatchMetrics> rows)
    {
        var known = windows.ToLookup(static w => (w.Name, w.Method));
        return
        [
            .. rows
                .DistinctBy(static r => (r.RunId, r.Name, r.Method))
                .Select(
                    row => Judge(threshold, row, [.. known[(row.Name, row.Method)].Where(w => row.RunId is null || row.RunId == w.RunId)])),
        ];
    }

    private static BatchThresholdResult Judge(BatchThreshold threshold, BatchMetrics row, IReadOnlyList<BatchIntervalMetrics> windows)
    {
        var judged = windows.Select(window => (Window: window, Result: ThresholdJudge.Judge(threshold, window))).ToList();
        var length = DurationText.Format(threshold.Window!.Value);
        if (judged.Count == 0)
        {
            return ThresholdJudge.NotMeasured(
                threshold,
                row.Name,
                row.RunId,
                $"No whole window of {length} lies in the measured part") with { Windows = 0, WindowsKept = 0 };
        }

        var kept = judged.Count(static j => j.Result.Passed);
        var worst = judged.MinBy(j => Goodness(threshold, j.Result));
        var verdict = judged.Count == 1 ? (kept == 1 ? "kept" : "not kept")
            : kept == judged.Count ? (kept == 2 ? "kept in both" : "kept in all of them")
            : kept == 0 ? (judged.Count == 2 ? "not kept in either" : "not kept in any of them")
            : $"not kept in {judged.Count - kept}";
        var where = judged.Count == 1 ? "the only window" : $"the worst of {judged.Count} windows";
        var from = Math.Round(worst.Window.StartSeconds, 1).ToString("0.#", CultureInfo.InvariantCulture);
        return worst.Result with
        {
            Windows = judged.Count,
            WindowsKept = kept,
            WorstWindowStartSeconds = worst.Window.StartSeconds,
            Passed = kept == judged.Count,
            Message = $"{row.Name}: {ThresholdJudge.Found(threshold, worst.Result, worst.Window)} in {where} of {length}, from {from}s "
                + $"on; {verdict}: {threshold.Text}.",
        };
    }

    /// <summary>
    /// Windows without a figure come before those that break the limit, and these before the others; the farther on the wrong side, the
    /// earlier.
    /// </summary>
    private static (int Kind, double Distance) Goodness(BatchThreshold threshold, BatchThresholdResult result) =>
        result.Actual is not double actual
        ? (0, 0)
        : (result.Passed ? 2 : 1, threshold.Operator switch
        {
            ThresholdOperator.LessThan or ThresholdOperator.LessOrEqual => -actual,
            ThresholdOperator.GreaterThan or ThresholdOperator.GreaterOrEqual => actual,
            _ => -Math.Abs(actual - threshold.Limit),
        });
}
