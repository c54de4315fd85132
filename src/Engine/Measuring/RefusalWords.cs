using System.Globalization;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Describes the refusals of a run whose server mostly refused: their share, kind, start and speed.</summary>
internal static class RefusalWords
{
    /// <summary>Failures come this many times faster than any success where a breaker or limiter gives them.</summary>
    private const double FarFaster = 4;

    /// <summary>One sentence or none.</summary>
    public static IEnumerable<string> Of(ClientHealth health, VerdictThresholds thresholds)
    {
        // batches that the client could not send were not refused by the server
        var (failures, batches) = (health.Failures - health.ResourceFailures, health.Batches - health.ResourceFailures);
        if (failures > thresholds.MaxFailureShare * batches && health.FailureKind is { } kind)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{100.0 * failures / batches:0.#} % of the batches failed, {health.FailuresOfKind} of {failures} as "
                    + $"{kind}{Since(health)}; the limit is {100 * thresholds.MaxFailureShare:0.#} %.{Speed(health)}{Wait(health)}");
        }
    }

    private static string Since(ClientHealth health) =>
        health.FailuresSinceSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $", from second {seconds:0.#} of the run on")
            : "";

    /// <summary>Compares answers of the server alone: a batch without an answer took as long as the client waited.</summary>
    private static string Speed(ClientHealth health) => (health.FailureP50Ms, health.ResponseMinMs) switch
    {
        ({ } failed, { } success) when failed * FarFaster < success =>
            string.Create(
                CultureInfo.InvariantCulture,
                $" Half of the answers with a failure took {failed:0.##} ms or less, and the fastest success {success:0.##} ms: a breaker "
                    + $"or limiter refused them."),
        ({ } failed, null) => string.Create(
            CultureInfo.InvariantCulture,
            $" Half of the answers with a failure took {failed:0.##} ms or less; nothing succeeded."),
        ({ } failed, _) => string.Create(
            CultureInfo.InvariantCulture,
            $" Half of the answers with a failure took {failed:0.##} ms or less."),
        (null, null) => " Nothing was answered with a status.",
        _ => " No failure was answered with a status.",
    };

    private static string Wait(ClientHealth health) =>
        health.RetryAfterSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $" The server asked to wait for up to {seconds:0.#} s (Retry-After).")
            : "";
}
