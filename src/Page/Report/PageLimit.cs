using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A limit as the page shows it.</summary>
/// <param name="State"><c>kept</c>, <c>broken</c>, or <c>untested</c> where there was nothing to measure.</param>
/// <param name="Text">The limit as it was written.</param>
/// <param name="Finding">Result as a sentence, without the limit.</param>
internal sealed record PageLimit(string State, string Text, string Finding)
{
    public static PageLimit Of(BatchThresholdResult result) => new(
        $"{LimitWords.StateOf(result)}".ToLowerInvariant(),
        result.Threshold,
        Short(result));

    /// <summary>The message without the limit at its end, which stands beside it.</summary>
    private static string Short(BatchThresholdResult result)
    {
        var end = $"; {(result.Passed ? "kept" : "not kept")}: {result.Threshold}.";
        return result.Message.EndsWith(end, StringComparison.Ordinal) ? result.Message[..^end.Length] : result.Message;
    }
}
