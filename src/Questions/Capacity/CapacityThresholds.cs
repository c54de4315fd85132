using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Checks that thresholds suit a search for capacity.</summary>
internal static class CapacityThresholds
{
    /// <summary>The limit on failures where none is given: a server that refuses the rest at once holds nothing.</summary>
    private const string DefaultFailures = "failureRate < 1%";

    /// <summary>Reads them, and adds a limit on failures where none is given.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>; <c>ThresholdNotForCapacity</c>: a
    /// lower limit, or one for some request names or for windows.</exception>
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

        return thresholds.Select(Objection).FirstOrDefault(static o => o is not null) is { } objection
            ? throw objection
            : [.. thresholds, .. thresholds.Exists(FailureLimit.Is) ? [] : (BatchThreshold[])[ThresholdParser.Parse(DefaultFailures)]];
    }

    private static BatchPerfException? Objection(BatchThreshold threshold) => threshold switch
    {
        { Operator: ThresholdOperator.GreaterThan or ThresholdOperator.GreaterOrEqual } => NotFor(
            $"'{threshold.Text}' is a lower limit, which low load breaks.",
            "Give limits that more load breaks, with < or <=, like 'p95 < 250ms' and 'failureRate < 1%'."),
        { Name: not null } => NotFor(
            $"'{threshold.Text}' is limited to request names, but a load is judged by all of its batches.",
            "Leave out 'for'; to find the capacity of one scenario, search with that scenario alone."),
        { Window: not null } => NotFor(
            $"'{threshold.Text}' is a limit on windows, but a load is judged by its whole measured part.",
            "Leave out 'in every'."),
        _ => null,
    };

    private static BatchPerfException NotFor(string message, string nextStep) =>
        new("ThresholdNotForCapacity", ProblemKind.InvalidInput, message, nextStep);
}
