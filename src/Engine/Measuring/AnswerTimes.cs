namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// How fast the server answered what was scheduled in the measured window: what the client gave up, or could not send, is no answer of it.
/// </summary>
/// <param name="FastestSuccessMs">Shortest response time of a success, ms; null without one.</param>
/// <param name="FailureP50Ms">Median response time of failures that were answered, ms; null without one.</param>
internal sealed record AnswerTimes(double? FastestSuccessMs, double? FailureP50Ms)
{
    private const double MicrosPerMs = 1000;

    /// <summary>Reads them from what was counted.</summary>
    public static AnswerTimes Of(Tally counted) => new(
        counted.SmallestSuccess / MicrosPerMs,
        counted.Answered.TotalCount == 0 ? null : counted.Answered.ValueAtPercentile(50) / MicrosPerMs);
}
