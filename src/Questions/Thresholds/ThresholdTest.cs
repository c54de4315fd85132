namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Holds metrics and runs against a threshold.</summary>
internal static class ThresholdTest
{
    /// <summary>Holds one row of metrics against the limit.</summary>
    public static BatchThresholdResult Test(this BatchThreshold threshold, BatchMetrics metrics) =>
        ThresholdJudge.Judge(threshold, metrics);

    /// <summary>Holds a run, or metrics, against the limit: one result for each request name that the threshold applies to.</summary>
    /// <param name="threshold">The limit.</param>
    /// <param name="subject">Metrics of a run, or of several.</param>
    /// <param name="names">Request names where <see cref="BatchThreshold.Name"/> gives none; null for the row <c>Aggregated</c>.</param>
    /// <exception cref="BatchPerfException"><c>NothingToTest</c>, <c>RequestNameUnknown</c>, <c>ThresholdWindowNotPossible</c>.</exception>
    public static IReadOnlyList<BatchThresholdResult> Test(
        this BatchThreshold threshold,
        ThresholdSubject subject,
        RequestNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        ArgumentNullException.ThrowIfNull(subject);
        var chosen = threshold.Name is null ? names : RequestNames.Like(threshold.Name);
        return threshold.Window is { } width
            ? ThresholdWindowJudge.Judge(threshold, subject.Windows(width), ThresholdRows.Choose(subject.Rows, chosen))
            : [.. ThresholdRows.Choose(subject.Rows, chosen).Select(row => Test(threshold, row))];
    }
}
