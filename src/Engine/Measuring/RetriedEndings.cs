namespace EdFi.BatchPerf.Measuring;

/// <summary>Derives the endings of a batch's attempts before its last.</summary>
internal static class RetriedEndings
{
    /// <summary>
    /// From the attempts where the result holds them, else from their sums, which a results file has: a 0.1 file has none, and then nothing
    /// is known of them.
    /// </summary>
    public static IEnumerable<BatchEnding> Of(BatchResult result, int count) => result.Attempts is { Count: > 1 } attempts
        ? attempts.Take(attempts.Count - 1).Select(attempt => Of(attempt, count))
        : OfSums(result, count);

    private static BatchEnding Of(BatchAttempt attempt, int count)
    {
        var ending = new BatchEnding(
            attempt.OperationsCommitted, attempt.OperationsRolledBack, attempt.OperationsFailed, attempt.OperationsUnknown,
            attempt.OperationsNotAttempted);
        return ending.Count == count ? ending : new BatchEnding(0, 0, 0, count, 0);
    }

    /// <summary>
    /// Attempts end as a whole, but for those that an operation failed: their operations are shared out evenly, so that the sums are right
    /// and only the positions of several such attempts are not known.
    /// </summary>
    private static IEnumerable<BatchEnding> OfSums(BatchResult result, int count)
    {
        if (count <= 0)
        {
            yield break;
        }

        var undone = result.EarlierOperationsRolledBack;
        var notAttempted = result.EarlierOperationsNotAttempted;
        for (var left = result.EarlierOperationsFailed; left > 0; left--)
        {
            var here = Math.Min(undone / left, count - 1);
            yield return new BatchEnding(0, here, 1, 0, count - 1 - here);
            undone -= here;
            notAttempted -= count - 1 - here;
        }

        for (; notAttempted >= count; notAttempted -= count)
        {
            yield return new BatchEnding(0, 0, 0, 0, count);
        }

        for (var unknown = result.EarlierOperationsUnknown; unknown >= count; unknown -= count)
        {
            yield return new BatchEnding(0, 0, 0, count, 0);
        }
    }
}
