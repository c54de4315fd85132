using System.Globalization;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// The verdict on a merged run: Incomplete where a part of the load is missing, else the worst machine's, each reason with the machine's
/// name. Whether there were enough samples is judged of all machines together.
/// </summary>
internal static class MergedVerdict
{
    /// <param name="parts">The machines.</param>
    /// <param name="shares">The machines' shares of the plan, counted.</param>
    /// <param name="seconds">Length of the merged window.</param>
    /// <param name="batches">Batches in it.</param>
    /// <param name="notes">Notes on the merged figures.</param>
    public static VerdictReport Of(
        IReadOnlyList<MachinePart> parts,
        ShareCount shares,
        double seconds,
        long batches,
        IReadOnlyList<string> notes)
    {
        var planned = parts.Any(static p => p.Run?.StopReason is StopReason.Duration or StopReason.BatchCount);
        var missing = parts.SelectMany(Missing).Concat(planned ? parts.SelectMany(StoppedAlone) : []).Concat(shares.Problems).ToList();
        var judged = parts.Where(static p => p.HasWindow).Select(static p => (p.Name, Report: WithoutShortness(p.Run!.Verdict))).ToList();
        var thresholds = parts.Select(static p => p.Run?.Thresholds).OfType<VerdictThresholds>().FirstOrDefault()
            ?? new VerdictThresholds();
        var size = VerdictJudge.Judge(new ClientHealth { WindowSeconds = seconds, Batches = batches }, thresholds);
        var reports = judged.OrderBy(static j => WorstVerdict.Rank(j.Report.Verdict)).ToList();
        return new VerdictReport
        {
            Verdict = missing.Count > 0
                ? RunVerdict.Incomplete
                : WorstVerdict.Of([.. reports.Select(static r => r.Report.Verdict), size.Verdict]),
            Reasons = [.. missing, .. Named(static report => report.Reasons), .. size.Reasons],
            Notes = [.. notes, .. Named(static report => report.Notes)],
            Thresholds = thresholds,
        };

        IEnumerable<string> Named(Func<VerdictReport, IReadOnlyList<string>> texts) =>
            reports.SelectMany(r => texts(r.Report).Select(text => $"{r.Name}: {text}"));
    }

    private static IEnumerable<string> Missing(MachinePart part)
    {
        var why = (part.Fault ?? part.Run?.Fault)?.TrimEnd('.') is { Length: > 0 } fault ? $": {fault}." : ".";
        if (part.State == MachineState.Lost)
        {
            yield return $"{part.Name} was lost{why} {AtLeast(part)}";
        }
        else if (part.State == MachineState.Failed)
        {
            var where = part.Run is null ? "" : " Its batches are among the totals, and not among the measured figures.";
            yield return $"{part.Name} failed{why}{where}";
        }
        else if (part.Run is null)
        {
            yield return $"{part.Name} brought no run back{why}";
        }
        else if (!part.HasWindow)
        {
            yield return $"{part.Name} measured nothing: its run ended with {part.Run.StopReason} before its measured window.";
        }
    }

    /// <summary>A machine that was stopped where others ended by plan did not do its share, however well it went until then.</summary>
    private static IEnumerable<string> StoppedAlone(MachinePart part) =>
        part is { State: MachineState.Done, Run.StopReason: StopReason.StopRequested or StopReason.Canceled or StopReason.LeaseExpired }
            ? [$"{part.Name} was stopped before its share was done ({part.Run.StopReason}), and others were not."]
            : [];

    private static string AtLeast(MachinePart part) => part.LastTotals is { } totals
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"It did at least {totals.Batches:#,0} batches with {totals.OperationsCommitted:#,0} operations committed, which are not "
                + $"among these figures.")
        : "What it did is not known.";

    /// <summary>A machine has a part of the samples only.</summary>
    private static VerdictReport WithoutShortness(VerdictReport report) =>
        report.Health is { } health && report.Verdict != RunVerdict.NotKnown
        ? VerdictJudge.Judge(health, report.Thresholds with { MinWindowSeconds = 0, MinBatches = 0 }) with { Notes = report.Notes }
        : report;
}
