using System.Globalization;
using static EdFi.BatchPerf.FigureText;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Describes the refusals of a run whose server refused mostly, or for a while: their share, kind, time and speed.</summary>
internal static class RefusalWords
{
    /// <summary>Failures come this many times faster than any success where a breaker or limiter gives them.</summary>
    private const double FarFaster = 4;

    /// <summary>Of a server that mostly refused; one sentence or none.</summary>
    public static IEnumerable<string> Of(ClientHealth health, VerdictThresholds thresholds)
    {
        if (MostlyRefused(health, thresholds) && health.FailureKind is { } kind)
        {
            // batches that the client could not send were not refused by the server
            var (failures, batches) = (health.Failures - health.ResourceFailures, health.Batches - health.ResourceFailures);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Percent((double)failures / batches, thresholds.MaxFailureShare)} of the batches failed, {health.FailuresOfKind:#,0} of "
                    + $"{failures:#,0} as {kind}{Since(health)}; the limit is "
                    + $"{Percent(thresholds.MaxFailureShare, (double)failures / batches)}."
                    + $"{Speed(health)}{Wait(health)}");
        }
    }

    /// <summary>Of one that refused for a while, which the figures of the whole run hide; one sentence or none.</summary>
    public static IEnumerable<string> NotesOf(ClientHealth health, VerdictThresholds thresholds)
    {
        if (health is { FailuresSinceSeconds: not null, FailureKind: { } kind } && !MostlyRefused(health, thresholds))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"For a while most batches failed, most often as {kind}{Since(health)}.{Speed(health)}{Wait(health)}");
        }
    }

    private static bool MostlyRefused(ClientHealth health, VerdictThresholds thresholds) =>
        health.Failures - health.ResourceFailures > thresholds.MaxFailureShare * (health.Batches - health.ResourceFailures);

    private static string Since(ClientHealth health)
    {
        if (health.FailuresSinceSeconds is not { } since)
        {
            return "";
        }

        var until = health.FailuresUntilSeconds is { } end
            ? string.Create(CultureInfo.InvariantCulture, $" to second {Number(Math.Round(end, 1))} of the run")
            : " of the run on";
        var times = health.FailureStretches > 1
            ? string.Create(CultureInfo.InvariantCulture, $", the last of {health.FailureStretches} such stretches")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $", from second {Number(Math.Round(since, 1))}{until}{times}");
    }

    /// <summary>Compares answers of the server alone: a batch without an answer took as long as the client waited.</summary>
    private static string Speed(ClientHealth health) => (health.FailureP50Ms, health.ResponseMinMs) switch
    {
        ({ } failed, { } success) when failed * FarFaster < success =>
            string.Create(
                CultureInfo.InvariantCulture,
                $" Half of the answers with a failure took {Milliseconds(failed)} or less, and the fastest success "
                    + $"{Milliseconds(success)}: a breaker or limiter refused them."),
        ({ } failed, null) => string.Create(
            CultureInfo.InvariantCulture,
            $" Half of the answers with a failure took {Milliseconds(failed)} or less; nothing succeeded."),
        ({ } failed, _) => string.Create(
            CultureInfo.InvariantCulture,
            $" Half of the answers with a failure took {Milliseconds(failed)} or less."),
        (null, null) => " Nothing was answered with a status.",
        _ => " No failure was answered with a status.",
    };

    private static string Wait(ClientHealth health) =>
        health.RetryAfterSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $" The server asked to wait for up to {Seconds(seconds)} (Retry-After).")
            : "";
}
