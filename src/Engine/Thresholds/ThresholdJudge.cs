using System.Globalization;

namespace EdFi.BatchPerf.Thresholds;

/// <summary>
/// Holds metrics against a threshold. What is not proven does not pass: a figure that is missing, a lower bound that lies below an upper
/// limit, a verdict that nobody made, or anything of a run in which no batch was measured.
/// </summary>
internal static class ThresholdJudge
{
    public static BatchThresholdResult Judge(BatchThreshold threshold, BatchMetrics row) =>
        threshold.Verdict is { } wanted ? OfVerdict(threshold, row, wanted) : OfNumber(threshold, row);

    private static BatchThresholdResult OfVerdict(BatchThreshold threshold, BatchMetrics row, RunVerdict wanted)
    {
        var equal = row.Verdict == wanted;
        var passed = threshold.Operator == ThresholdOperator.Equal ? equal : !equal && row.Verdict != RunVerdict.NotKnown;
        var why = row.Verdict == RunVerdict.NotKnown && !passed ? ": nothing is known of the client's state, which only the run itself can tell" : "";
        return Result(threshold, row, row.Verdict.ToString(), wanted.ToString(), bound: false, passed, $"The verdict is {row.Verdict}{why}");
    }

    private static BatchThresholdResult OfNumber(BatchThreshold threshold, BatchMetrics row)
    {
        var metric = ThresholdMetrics.Find(threshold.Metric) ?? throw new ArgumentException($"There is no metric '{threshold.Metric}'.", nameof(threshold));
        if (row.Requests == 0 && metric.Name != "requests")
        {
            return Result(threshold, row, actual: null, threshold.Limit, bound: false, passed: false, "No batch was measured");
        }

        if (metric.Read(row) is not { } actual)
        {
            return Result(threshold, row, actual: null, threshold.Limit, bound: false, passed: false, $"{metric.Name} was not measured");
        }

        var bound = metric.IsLowerBound(row);
        var passed = bound ? ProvenByBound(threshold.Operator, actual, threshold.Limit) : Holds(threshold.Operator, actual, threshold.Limit);
        var why = bound ? ", a lower bound, because batches were cut off at the end" : "";
        return Result(threshold, row, actual, threshold.Limit, bound, passed, $"{metric.Name} is {(bound ? "≥ " : "")}{Written(actual, metric.Unit)}{why}");
    }

    private static bool Holds(ThresholdOperator how, double actual, double limit) => how switch
    {
        ThresholdOperator.LessThan => actual < limit,
        ThresholdOperator.LessOrEqual => actual <= limit,
        ThresholdOperator.GreaterThan => actual > limit,
        ThresholdOperator.GreaterOrEqual => actual >= limit,
        ThresholdOperator.NotEqual => !actual.Equals(limit),
        _ => actual.Equals(limit),
    };

    /// <summary>The true figure is the bound or anything above it.</summary>
    private static bool ProvenByBound(ThresholdOperator how, double bound, double limit) => how switch
    {
        ThresholdOperator.GreaterThan or ThresholdOperator.NotEqual => bound > limit,
        ThresholdOperator.GreaterOrEqual => bound >= limit,
        _ => false,
    };

    private static BatchThresholdResult Result(BatchThreshold threshold, BatchMetrics row, object? actual, object limit, bool bound, bool passed, string finding) => new()
    {
        Threshold = threshold.Text,
        Metric = threshold.Metric,
        Name = row.Name,
        RunId = row.RunId,
        Actual = actual,
        Limit = limit,
        Unit = threshold.Unit,
        ActualIsLowerBound = bound,
        Passed = passed,
        Message = $"{row.Name}: {finding}; {(passed ? "kept" : "not kept")}: {threshold.Text}.",
    };

    private static string Written(double value, ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} ms"),
        ThresholdUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} s"),
        ThresholdUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.####} %"),
        ThresholdUnit.PerSecond => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}/s"),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
