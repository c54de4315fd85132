using System.Globalization;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>
/// Says whether a run held. A threshold that is not kept, or not proven, breaks it; so does a queue that was growing: response times of an
/// open loop that rose through the run by more than a quarter of their median, in a trend that chance makes in one of a hundred runs
/// (<see cref="Trend"/>). A short run at a rate just above the capacity keeps every threshold until its queue is long; a longer one would
/// not. A run whose client was the limit says nothing, with one exception: an open loop that sent its arrivals and held. Its times count
/// from when batches were due, so that the client's delays are in them: with a better client it would have held all the more.
/// </summary>
internal static class CapacityJudge
{
    /// <summary>Rise of the response times, relative to their median, from which on a queue is called growing.</summary>
    public const double MostDrift = 0.25;

    private const double Significance = 0.01;

    public static (CapacityOutcome Outcome, string Reason) Judge(CapacityTrial trial, IReadOnlyList<BatchThreshold> thresholds)
    {
        var ofServer = OfServer(trial, thresholds);
        return trial.Verdict.Verdict != RunVerdict.ClientLimited || (trial.Open && ofServer.Outcome == CapacityOutcome.Held)
            ? ofServer
            : (CapacityOutcome.ClientLimited, trial.Verdict.Reasons is [var why, ..] ? why : "The client was the limit.");
    }

    private static (CapacityOutcome Outcome, string Reason) OfServer(CapacityTrial trial, IReadOnlyList<BatchThreshold> thresholds)
    {
        if (trial.Open && Missed(trial.Verdict) is { } missed)
        {
            return AnswersCameInTime(trial.Metrics, thresholds)
                ? (
                    CapacityOutcome.ClientLimited,
                    $"{missed} Answers came in time, once batches were sent: more may be in flight ({new OptionKey("ClientCount")}).")
                : (CapacityOutcome.Broken, missed);
        }

        var broken = thresholds.Select(t => t.Test(trial.Metrics)).Where(static r => !r.Passed).Select(static r => r.Message).ToList();
        if (broken.Count > 0)
        {
            return (CapacityOutcome.Broken, string.Join(' ', broken));
        }

        return trial.Open && Trend.Of(trial.ResponseTimes) is { Drift: > MostDrift, Chance: < Significance } trend
            ? (
                CapacityOutcome.Broken,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A queue was growing: response times rose by {FigureText.Percent(trend.Drift)} of their median through the run."))
            : (CapacityOutcome.Held, "");
    }

    /// <summary>
    /// States as text that arrivals were dropped or late for want of a free client, more than the verdict allows; null when they were not.
    /// </summary>
    private static string? Missed(VerdictReport verdict)
    {
        if (verdict.Health is not { ArrivalsScheduled: > 0 and { } scheduled } health)
        {
            return null;
        }

        return health.ArrivalsLate > verdict.Thresholds.MaxLateShare * scheduled
            || health.ArrivalsDropped > verdict.Thresholds.MaxDroppedShare * scheduled
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Of {scheduled:#,0} batches {health.ArrivalsLate:#,0} were late because no client was free, and "
                    + $"{health.ArrivalsDropped:#,0} were never sent.")
            : null;
    }

    /// <summary>
    /// True when limits on times are kept by the times that count from when batches were really sent, and there are such limits.
    /// </summary>
    private static bool AnswersCameInTime(BatchMetrics metrics, IReadOnlyList<BatchThreshold> thresholds)
    {
        var times = thresholds.Where(static t => t.Unit == ThresholdUnit.Milliseconds).ToList();
        return times.Count > 0 && times.TrueForAll(t => OfService(t).Test(metrics).Passed);
    }

    private static BatchThreshold OfService(BatchThreshold threshold) =>
        MetricTable.Get(threshold.Metric) is { Times: MetricTimes.Response } response
        && MetricTable.All.FirstOrDefault(m => m.Times == MetricTimes.Service && m.Heading == response.Heading) is { } service
            ? threshold with { Metric = service.Name }
            : threshold;
}
