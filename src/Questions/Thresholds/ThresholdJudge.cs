using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>
/// Compares metrics with a threshold. A figure that is not proven does not pass: one that is missing, a lower bound that lies below an
/// upper limit, a verdict that was not made, or anything of a run in which no batch was measured.
/// </summary>
internal static class ThresholdJudge
{
    /// <summary>From this share of failures on it is said beside every figure of time or rate.</summary>
    private const double WorthSaying = 0.005;

    /// <summary>Beyond this share of failures no limit on time or rate is kept, whatever the rest did.</summary>
    private const double MostFailures = 0.5;

    public static BatchThresholdResult Judge(BatchThreshold threshold, BatchMetrics row) =>
        threshold.Verdict is { } wanted ? OfVerdict(threshold, row, wanted) : OfNumber(threshold, row);

    /// <summary>Holds one part of a run against a threshold.</summary>
    public static BatchThresholdResult Judge(BatchThreshold threshold, BatchIntervalMetrics window)
    {
        var metric = MetricTable.Get(threshold.Metric);
        if ((window.Requests == 0 && metric.Unit is not (ThresholdUnit.Count or ThresholdUnit.PerSecond))
            || metric.ReadWindow?.Invoke(window) is not { } actual)
        {
            return NotMeasured(threshold, window.Name, window.RunId, "Nothing ended");
        }

        var passed = !IsRefused(metric, window.FailureRate) && Holds(threshold.Operator, actual, threshold.Limit);
        return Result(
            threshold,
            window.Name,
            window.RunId,
            actual,
            threshold.Limit,
            bound: false,
            passed,
            $"{Is(metric, actual, threshold)}{Beside(metric, window.FailureRate)}");
    }

    public static BatchThresholdResult NotMeasured(BatchThreshold threshold, string name, string? runId, string finding) =>
        Result(threshold, name, runId, actual: null, threshold.Limit, bound: false, passed: false, finding);

    /// <summary>
    /// Returns the finding in a part of a run as text, with the reason why it keeps no limit where most of its batches failed.
    /// </summary>
    public static string Found(BatchThreshold threshold, BatchThresholdResult result, BatchIntervalMetrics window) =>
        result.Actual is double actual
            ? $"{Is(MetricTable.Get(threshold.Metric), actual, threshold)}{Beside(MetricTable.Get(threshold.Metric), window.FailureRate)}"
            : window.Requests > 0 ? "nothing succeeded" : "nothing ended";

    private static BatchThresholdResult OfVerdict(BatchThreshold threshold, BatchMetrics row, RunVerdict wanted)
    {
        var equal = row.Verdict == wanted;
        var passed = threshold.Operator == ThresholdOperator.Equal ? equal : !equal && row.Verdict != RunVerdict.NotKnown;
        var why = row.Verdict == RunVerdict.NotKnown && !passed
            ? ": nothing is known of the client's state, which only the run itself can tell"
            : "";
        return Result(
            threshold,
            row.Name,
            row.RunId,
            row.Verdict.ToString(),
            wanted.ToString(),
            bound: false,
            passed,
            $"The verdict is {row.Verdict}{why}");
    }

    private static BatchThresholdResult OfNumber(BatchThreshold threshold, BatchMetrics row)
    {
        var metric = MetricTable.Get(threshold.Metric);
        if (row.Requests == 0 && metric.Name != "requests")
        {
            return NotMeasured(threshold, row.Name, row.RunId, "No batch was measured");
        }

        if (metric.Read(row) is not { } actual)
        {
            var nothing = metric.Times is not null && row.Requests == row.Failures + row.Censored ? ": nothing succeeded" : "";
            return NotMeasured(threshold, row.Name, row.RunId, $"{metric.Name} was not measured{nothing}");
        }

        if (IsRefused(metric, row.FailureRate))
        {
            return Result(
                threshold, row.Name, row.RunId, actual, threshold.Limit, bound: false, passed: false,
                $"{Is(metric, actual, threshold)}{Beside(metric, row.FailureRate)}");
        }

        var bound = metric.IsLowerBound(row);
        var passed = bound
            ? ProvenByBound(threshold.Operator, actual, threshold.Limit)
            : Holds(threshold.Operator, actual, threshold.Limit);
        var why = (bound ? ", a lower bound, because batches were cut off at the end" : "")
            + (metric.Times is not null && row.HasMixedTimes ? ", with the times of failures in it" : "")
            + Beside(metric, row.FailureRate);
        return Result(
            threshold,
            row.Name,
            row.RunId,
            actual,
            threshold.Limit,
            bound,
            passed,
            $"{Is(metric, actual, threshold, bound)}{why}");
    }

    /// <summary>True for a measure of the service: its times, and its rates.</summary>
    private static bool OfService(Metric metric) =>
        metric is { Unit: ThresholdUnit.Milliseconds, Times: not MetricTimes.Failure }
            or { Unit: ThresholdUnit.PerSecond, Better: MetricBetter.Larger };

    /// <summary>True where a figure keeps no limit, because most batches failed.</summary>
    private static bool IsRefused(Metric metric, double failureRate) => OfService(metric) && failureRate > MostFailures;

    private static string Beside(Metric metric, double failureRate) => OfService(metric) && failureRate >= WorthSaying
        ? $", {(IsRefused(metric, failureRate) ? "but" : "and")} {FigureText.Percent(failureRate, MostFailures)} of the batches failed"
        : "";

    /// <summary>"p95 is 54.8 ms", with as many digits as tell it from its limit.</summary>
    private static string Is(Metric metric, double actual, BatchThreshold threshold, bool bound = false) =>
        $"{metric.Name} is {(bound ? "≥ " : "")}{Written(actual, metric.Unit, threshold.Limit)}";

    private static string Written(double value, ThresholdUnit unit, double limit) => unit switch
    {
        ThresholdUnit.Milliseconds => FigureText.Milliseconds(value, limit),
        ThresholdUnit.Seconds => FigureText.Seconds(value, limit),
        ThresholdUnit.Share => FigureText.Percent(value, limit),
        ThresholdUnit.PerSecond => FigureText.Number(value, limit) + "/s",
        _ => FigureText.Number(value, limit),
    };

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

    private static BatchThresholdResult Result(
        BatchThreshold threshold,
        string name,
        string? runId,
        object? actual,
        object limit,
        bool bound,
        bool passed,
        string finding) =>
        new()
    {
        Threshold = threshold.Text,
        Metric = threshold.Metric,
        Name = name,
        RunId = runId,
        Actual = actual,
        Limit = limit,
        Unit = threshold.Unit,
        ActualIsLowerBound = bound,
        Passed = passed,
        Message = $"{name}: {finding}; {(passed ? "kept" : "not kept")}: {threshold.Text}.",
    };
}
