using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Which thresholds a search for capacity can do with.</summary>
public static class CapacityThresholds
{
    /// <summary>The limit on failures where none is given: a server that refuses the rest at once holds nothing.</summary>
    private const string DefaultFailures = "failureRate < 1%";

    /// <summary>Reads them, and adds a limit on failures where none is given.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>; <c>ThresholdNotForCapacity</c>: more
    /// load helps to keep it.</exception>
    public static IReadOnlyList<BatchThreshold> Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var thresholds = texts.Select(ThresholdParser.Parse).ToList();
        if (thresholds.Count == 0)
        {
            throw new BatchPerfException(
                "ThresholdMissing",
                ProblemKind.InvalidInput,
                "No threshold says what a load must keep.",
                "Give one or more, like 'p95 < 250ms' and 'failureRate < 1%'.");
        }

        return thresholds.Find(static t => t.Operator is ThresholdOperator.GreaterThan or ThresholdOperator.GreaterOrEqual) is { } wrong
            ? throw new BatchPerfException(
                "ThresholdNotForCapacity",
                ProblemKind.InvalidInput,
                $"'{wrong.Text}' is broken by little load, not by much.",
                "Give limits that more load breaks, with < or <=, like 'p95 < 250ms' and 'failureRate < 1%'.")
            : [.. thresholds, .. thresholds.Exists(OfFailures) ? [] : (BatchThreshold[])[ThresholdParser.Parse(DefaultFailures)]];
    }

    private static bool OfFailures(BatchThreshold threshold) => threshold.Metric is "failureRate" or "failures" or "failuresPerSecond";
}
