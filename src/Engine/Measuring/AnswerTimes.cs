namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Response times of batches that were scheduled in the measured window and that the server answered: those that the client gave up, or
/// could not send, have no answer.
/// </summary>
/// <param name="FastestSuccessMs">Shortest response time of a success, ms; null without one.</param>
/// <param name="FailureP50Ms">Median response time of failures that were answered, ms; null without one.</param>
internal sealed record AnswerTimes(double? FastestSuccessMs, double? FailureP50Ms)
{
    private const double MicrosPerMs = 1000;

    /// <summary>Reads them from the tally of the batches.</summary>
    public static AnswerTimes Of(Tally counted) => new(
        counted.SmallestSuccess / MicrosPerMs,
        counted.Answered.TotalCount == 0 ? null : counted.Answered.ValueAtPercentile(50) / MicrosPerMs);
}
