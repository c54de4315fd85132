namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>A figure of <see cref="BatchMetrics"/> that a threshold can be set for.</summary>
/// <param name="Name">As it is written, in camel case.</param>
/// <param name="Aliases">Other ways to write it.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Percentile">Which percentile of latency it is, 0 to 100; null for none.</param>
/// <param name="SumsTimes">True when every time has a part in it, as in a mean.</param>
/// <param name="Read">Reads it; null where there is no sample.</param>
/// <param name="ReadWindow">Reads it of a part of a run; null where parts do not have it.</param>
internal sealed record ThresholdMetric(
    string Name,
    IReadOnlyList<string> Aliases,
    ThresholdUnit Unit,
    double? Percentile,
    bool SumsTimes,
    Func<BatchMetrics, double?> Read,
    Func<BatchIntervalMetrics, double?>? ReadWindow)
{
    /// <summary>True where the row's figure can only be too low, because batches were cut off before they were answered.</summary>
    public bool IsLowerBound(BatchMetrics row) =>
        Percentile is { } percentile ? percentile >= row.CensoredFromPercentile : SumsTimes && row.Censored > 0;

    public bool IsNamed(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
