using System.Globalization;
using static EdFi.BatchPerf.FigureText;

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
    private const double LeastChance = 0.0001;

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
                CultureInfo.InvariantCulture,
                $"{health.ResourceFailures:#,0} of {health.Batches:#,0} batches were not sent, because the client had no resources left. "
                    + $"{health.ResourceFailure}");
        }

        if (health.ResourceRetries > 0)
        {
            var (attempts, were) = health.ResourceRetries == 1 ? ("attempt", "was") : ("attempts", "were");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{health.ResourceRetries:#,0} {attempts} {were} not sent, because the client had no resources left, and {were} followed "
                    + $"by another: response times hold the client's own wait. {health.ResourceFailure}");
        }

        if (health.CpuShare > t.MaxCpuShare)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The client used {Percent(health.CpuShare, t.MaxCpuShare)} of the {health.Cores} available cores; above "
                    + $"{Percent(t.MaxCpuShare, health.CpuShare)} its own speed is what is measured.");
        }

        var limit = Math.Max(t.MinLagMs, t.MaxLagShareOfP50 * (health.ResponseP50Ms ?? 0));
        string Basis(double? beyond) => string.Create(
            CultureInfo.InvariantCulture,
            $"the limit is {Milliseconds(limit, beyond)}, the larger of {Milliseconds(t.MinLagMs)} and "
                + $"{Percent(t.MaxLagShareOfP50)} of the median response time");
        if (health.ScheduleLagP99Ms > limit)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"1 % of what was sent went out {Beyond(health.ScheduleLagP99Ms, limit)} or more after they were due although a client was "
                    + $"free; {Basis(health.ScheduleLagP99Ms)}.");
        }

        if (health.ThreadPoolLagP99Ms > limit)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"1 % of the client's work waited {Beyond(health.ThreadPoolLagP99Ms, limit)} or more for a thread, and answers were seen "
                    + $"that much later than they came; {Basis(health.ThreadPoolLagP99Ms)}.");
        }

        if (health.ConnectionQueueP99Ms > limit)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"1 % of what was sent waited {Beyond(health.ConnectionQueueP99Ms, limit)} or more for a connection; "
                    + $"{Basis(health.ConnectionQueueP99Ms)}.");
        }

        var pauses = health.WindowSeconds > 0 ? health.GcPauseTotalMs / MsPerSecond / health.WindowSeconds : 0;
        if (pauses > t.MaxGcPauseShare)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Garbage collection stopped the client for {Milliseconds(health.GcPauseTotalMs)}, "
                    + $"{Percent(pauses, t.MaxGcPauseShare)} of the window; the limit is {Percent(t.MaxGcPauseShare, pauses)}.");
        }
    }

    private static IEnumerable<string> MissedTargets(ClientHealth health, VerdictThresholds t)
    {
        if (health.ClientsBegun < health.ClientsPlanned)
        {
            var ramp = health.RampSeconds >= 0.05
                ? string.Create(CultureInfo.InvariantCulture, $": it takes {Seconds(health.RampSeconds)} until the last one does.")
                : " before the run ended.";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{health.ClientsBegun:#,0} of {health.ClientsPlanned:#,0} clients began{ramp}"
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
                CultureInfo.InvariantCulture,
                $"{health.ArrivalsDropped:#,0} of {scheduled:#,0} scheduled arrivals ({Percent(dropped, t.MaxDroppedShare)}) were never "
                    + $"sent; the limit is {Percent(t.MaxDroppedShare, dropped)}.");
        }

        var late = (double)health.ArrivalsLate / scheduled;
        if (late > t.MaxLateShare)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{health.ArrivalsLate:#,0} of {scheduled:#,0} scheduled arrivals ({Percent(late, t.MaxLateShare)}) went out late "
                    + $"because no client was free; the limit is {Percent(t.MaxLateShare, late)}.");
        }
    }

    private static IEnumerable<string> Unsteadiness(ClientHealth health, VerdictThresholds t)
    {
        if (Trend.Of(health.Throughput) is { } trend && Math.Abs(trend.Drift) > t.MaxDrift && trend.Chance < t.DriftSignificance)
        {
            var direction = trend.Drift > 0 ? "rose" : "fell";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Throughput {direction} by {Percent(Math.Abs(trend.Drift), t.MaxDrift)} of its median across the measured phase; the "
                    + $"limit is {Percent(t.MaxDrift, Math.Abs(trend.Drift))} (chance alone: "
                    + $"p {Chance(trend.Chance, t.DriftSignificance)}, limit {t.DriftSignificance}).");
        }
    }

    private static IEnumerable<string> Shortness(ClientHealth health, VerdictThresholds t)
    {
        if (health.WindowSeconds < t.MinWindowSeconds)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The measured window is {Seconds(health.WindowSeconds, t.MinWindowSeconds)} long; at least "
                    + $"{Seconds(t.MinWindowSeconds, health.WindowSeconds)} are needed, beside the time in which clients begin.");
        }

        if (health.Batches < t.MinBatches)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The measured window holds {health.Batches:#,0} results; a p99 needs at least {t.MinBatches:#,0}.");
        }
    }

    private static IEnumerable<string> Notes(ClientHealth health, VerdictThresholds t)
    {
        if (health.RampIsMeasured && health.ClientsBegun >= health.ClientsPlanned)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The measured window is all ramp: the last client began after {Seconds(health.RampSeconds)}.");
        }

        if (health.ArrivalsDropped > 0 || health.ArrivalsLate > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Of {health.ArrivalsScheduled:#,0} scheduled arrivals {health.ArrivalsLate:#,0} were late because no client was free, and "
                    + $"{health.ArrivalsDropped:#,0} were never sent.");
        }

        if (health.PeakResultsBacklog >= t.NotedResultsBacklog)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Up to {health.PeakResultsBacklog:#,0} results waited to be read: the pipeline behind the run is slower than the run "
                    + $"(noted from {t.NotedResultsBacklog:#,0} on).");
        }

        if (health.ThreadPoolQueuePeak >= t.NotedThreadPoolQueue)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Up to {health.ThreadPoolQueuePeak:#,0} work items waited for a thread when sampled "
                    + $"(noted from {t.NotedThreadPoolQueue:#,0} on).");
        }

        if (health.ResponseP50Ms is { } p50 && health.GcPauseMaxMs > p50)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A garbage collection stopped the client for {Beyond(health.GcPauseMaxMs, p50)}, longer than the median response time of "
                    + $"{Milliseconds(p50, health.GcPauseMaxMs)}.");
        }
    }

    private static string Chance(double chance, double limit) => chance < LeastChance ? "< 0.0001" : $"= {Number(chance, limit)}";

    /// <summary>A time above a limit.</summary>
    private static string Beyond(double? milliseconds, double limit) => Milliseconds(milliseconds ?? limit, limit);
}
