using System.Globalization;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Judges a run by whether its server answered and how its client fared. Where several verdicts apply the first of Refused, ClientLimited,
/// TargetMissed, Unsteady, TooShort is
/// given and the reasons for all are listed. Unsteady takes both: a drift of throughput that is large, and a trend that chance
/// would rarely make, so that noise alone does not condemn a run (see <see cref="Trend"/>).
/// </summary>
internal static class VerdictJudge
{
    private const double MsPerSecond = 1000;

    /// <summary>Judges.</summary>
    /// <param name="health">The measured figures.</param>
    /// <param name="thresholds">From where on numbers are doubted; null for the defaults.</param>
    public static VerdictReport Judge(ClientHealth health, VerdictThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(health);
        thresholds ??= new VerdictThresholds();
        var findings = RefusalWords.Of(health, thresholds).Select(static text => (Verdict: RunVerdict.Refused, Text: text))
            .Concat(ClientLimits(health, thresholds).Select(static text => (Verdict: RunVerdict.ClientLimited, Text: text)))
            .Concat(MissedTargets(health, thresholds).Select(static text => (Verdict: RunVerdict.TargetMissed, Text: text)))
            .Concat(Unsteadiness(health, thresholds).Select(static text => (Verdict: RunVerdict.Unsteady, Text: text)))
            .Concat(Shortness(health, thresholds).Select(static text => (Verdict: RunVerdict.TooShort, Text: text)))
            .ToList();
        return new VerdictReport
        {
            Verdict = findings.Count == 0 ? RunVerdict.Valid : findings[0].Verdict,
            Reasons = findings.ConvertAll(static f => f.Text),
            Notes = [.. RefusalWords.NotesOf(health, thresholds), .. Notes(health, thresholds)],
            Thresholds = thresholds,
            Health = health,
        };
    }

    private static IEnumerable<string> ClientLimits(ClientHealth health, VerdictThresholds t)
    {
        if (health.ResourceFailures > 0)
        {
            yield return string.Create(
                Percent,
                $"{health.ResourceFailures} of {health.Batches} batches were not sent, because the client had no resources left. "
                    + $"{health.ResourceFailure}");
        }

        if (health.ResourceRetries > 0)
        {
            yield return string.Create(
                Percent,
                $"{health.ResourceRetries} attempts were not sent, because the client had no resources left, and were followed by "
                    + $"another: response times hold the client's own wait. {health.ResourceFailure}");
        }

        if (health.CpuShare > t.MaxCpuShare)
        {
            yield return string.Create(
                Percent,
                $"The client used {health.CpuShare:P1} of the {health.Cores} available cores; above {t.MaxCpuShare:P0} its own speed "
                    + $"is what is measured.");
        }

        var limit = Math.Max(t.MinLagMs, t.MaxLagShareOfP50 * (health.ResponseP50Ms ?? 0));
        var basis = string.Create(
            Percent,
            $"the limit is {limit:0.##} ms, the larger of {t.MinLagMs:0.##} ms and {t.MaxLagShareOfP50:P0} of the median response time");
        if (health.ScheduleLagP99Ms > limit)
        {
            yield return string.Create(
                Percent,
                $"1 % of what was sent went out {health.ScheduleLagP99Ms:0.##} ms or more after they were due although a client was "
                    + $"free; {basis}.");
        }

        if (health.ThreadPoolLagP99Ms > limit)
        {
            yield return string.Create(
                Percent,
                $"1 % of the client's work waited {health.ThreadPoolLagP99Ms:0.##} ms or more for a thread, and answers were seen "
                    + $"that much later than they came; {basis}.");
        }

        if (health.ConnectionQueueP99Ms > limit)
        {
            yield return string.Create(
                Percent,
                $"1 % of what was sent waited {health.ConnectionQueueP99Ms:0.##} ms or more for a connection; {basis}.");
        }

        var pauses = health.WindowSeconds > 0 ? health.GcPauseTotalMs / MsPerSecond / health.WindowSeconds : 0;
        if (pauses > t.MaxGcPauseShare)
        {
            yield return string.Create(
                Percent,
                $"Garbage collection stopped the client for {health.GcPauseTotalMs:0} ms, {pauses:P1} of the window; the limit is "
                    + $"{t.MaxGcPauseShare:P1}.");
        }
    }

    private static IEnumerable<string> MissedTargets(ClientHealth health, VerdictThresholds t)
    {
        if (health.ClientsBegun < health.ClientsPlanned)
        {
            var ramp = health.RampSeconds >= 0.05
                ? string.Create(Percent, $": it takes {health.RampSeconds:0.#} s until the last one does.")
                : " before the run ended.";
            yield return string.Create(
                Percent,
                $"{health.ClientsBegun} of {health.ClientsPlanned} clients began{ramp}"
                    + $"{(health.RampIsMeasured ? " The measured window is all ramp." : "")}");
        }

        if (health.ArrivalsScheduled is not { } scheduled || scheduled <= 0)
        {
            yield break;
        }

        var dropped = (double)health.ArrivalsDropped / scheduled;
        if (dropped > t.MaxDroppedShare)
        {
            yield return string.Create(
                Percent,
                $"{health.ArrivalsDropped} of {scheduled} scheduled arrivals ({dropped:P1}) were never sent; the limit is "
                    + $"{t.MaxDroppedShare:P1}.");
        }

        var late = (double)health.ArrivalsLate / scheduled;
        if (late > t.MaxLateShare)
        {
            yield return string.Create(
                Percent,
                $"{health.ArrivalsLate} of {scheduled} scheduled arrivals ({late:P1}) went out late because no client was free; the "
                    + $"limit is {t.MaxLateShare:P1}.");
        }
    }

    private static IEnumerable<string> Unsteadiness(ClientHealth health, VerdictThresholds t)
    {
        if (Trend.Of(health.Throughput) is { } trend && Math.Abs(trend.Drift) > t.MaxDrift && trend.Chance < t.DriftSignificance)
        {
            var direction = trend.Drift > 0 ? "rose" : "fell";
            yield return string.Create(
                Percent,
                $"Throughput {direction} by {Math.Abs(trend.Drift):P1} of its median across the measured phase; the limit is "
                    + $"{t.MaxDrift:P0} (chance alone: p = {trend.Chance:0.####}, limit {t.DriftSignificance}).");
        }
    }

    private static IEnumerable<string> Shortness(ClientHealth health, VerdictThresholds t)
    {
        if (health.WindowSeconds < t.MinWindowSeconds)
        {
            yield return string.Create(
                Percent,
                $"The measured window is {Math.Floor(health.WindowSeconds * 100) / 100:0.##} s long; at least {t.MinWindowSeconds:0.##} s "
                    + $"are needed, beside the time in which clients begin.");
        }

        if (health.Batches < t.MinBatches)
        {
            yield return string.Create(
                Percent,
                $"The measured window holds {health.Batches} results; a p99 needs at least {t.MinBatches}.");
        }
    }

    private static IEnumerable<string> Notes(ClientHealth health, VerdictThresholds t)
    {
        if (health.RampIsMeasured && health.ClientsBegun >= health.ClientsPlanned)
        {
            yield return string.Create(
                Percent,
                $"The measured window is all ramp: the last client began after {health.RampSeconds:0.#} s.");
        }

        if (health.ArrivalsDropped > 0 || health.ArrivalsLate > 0)
        {
            yield return string.Create(
                Percent,
                $"Of {health.ArrivalsScheduled} scheduled arrivals {health.ArrivalsLate} were late because no client was free, and "
                    + $"{health.ArrivalsDropped} were never sent.");
        }

        if (health.PeakResultsBacklog >= t.NotedResultsBacklog)
        {
            yield return string.Create(
                Percent,
                $"Up to {health.PeakResultsBacklog} results waited to be read: the pipeline behind the run is slower than the run "
                    + $"(noted from {t.NotedResultsBacklog} on).");
        }

        if (health.ThreadPoolQueuePeak >= t.NotedThreadPoolQueue)
        {
            yield return string.Create(
                Percent,
                $"Up to {health.ThreadPoolQueuePeak} work items waited for a thread when sampled (noted from {t.NotedThreadPoolQueue} "
                    + $"on).");
        }

        if (health.ResponseP50Ms is { } p50 && health.GcPauseMaxMs > p50)
        {
            yield return string.Create(
                Percent,
                $"A garbage collection stopped the client for {health.GcPauseMaxMs:0.##} ms, longer than the median response time of "
                    + $"{p50:0.##} ms.");
        }
    }

    private static readonly CultureInfo Percent = MakeCulture();

    private static CultureInfo MakeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.PercentPositivePattern = 0;
        return CultureInfo.ReadOnly(culture);
    }
}
