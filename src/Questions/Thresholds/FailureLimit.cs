using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Tells upper limits on how many batches of a whole run fail from all other thresholds.</summary>
internal static class FailureLimit
{
    /// <summary>
    /// True for an upper limit on the failures of all request names together, for whatever reason: not for one on their times, on one
    /// kind of failure, or on a part of the names.
    /// </summary>
    public static bool Is(BatchThreshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        return threshold is
        {
            Name: null,
            Operator: ThresholdOperator.LessThan or ThresholdOperator.LessOrEqual or ThresholdOperator.Equal,
        } && MetricTable.Find(threshold.Metric) is { LimitsFailures: true };
    }

    /// <summary>True for the result of such a limit.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>: its text is no threshold.</exception>
    public static bool Is(BatchThresholdResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Name == BatchMetrics.AggregatedName
            && MetricTable.Find(result.Metric) is { LimitsFailures: true }
            && Is(ThresholdParser.Parse(result.Threshold));
    }
}
