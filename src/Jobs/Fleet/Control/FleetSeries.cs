using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// A fleet's load while it lasts, as the controller hears of it: the sums of all machines' last beats over time. A beat that comes late
/// moves its figures to the next second; the merged run of the end is exact.
/// </summary>
/// <param name="request">The load.</param>
/// <param name="startAt">The common start.</param>
internal sealed class FleetSeries(FleetRequest request, DateTimeOffset startAt)
{
    private readonly IntervalSeries _intervals = new();
    private readonly RunPlanSummary _plan = request.Plan.Summarize();

    /// <summary>Returns the interval since the call before: batches that completed, clients and batches in flight.</summary>
    /// <param name="links">The machines.</param>
    public IntervalPoint Sample(IReadOnlyList<MachineLink> links) => _intervals.Sample(
        ElapsedOf(links),
        NamesOf(links),
        ClientsOf(links),
        AtWork(links).Sum(static link => link.Beat?.InFlight ?? 0));

    /// <summary>Time since the start by the machine that is farthest.</summary>
    public static TimeSpan ElapsedOf(IEnumerable<MachineLink> links) =>
        TimeSpan.FromSeconds(links.Max(static link => link.Beat?.Elapsed ?? 0));

    /// <summary>Sums the counts by outcome of all machines' last beats.</summary>
    public static RunTotals TotalsOf(IEnumerable<MachineLink> links) =>
        RunTotals.Sum([.. links.Select(static link => link.Beat?.Totals).OfType<RunTotals>()]);

    /// <summary>The load as a run that goes on.</summary>
    /// <param name="links">The machines.</param>
    /// <param name="stopping">Why it is being ended; None while it is not.</param>
    public RunDocument Document(IReadOnlyList<MachineLink> links, StopReason stopping)
    {
        var elapsed = ElapsedOf(links);
        var document = new RunDocument
        {
            RunId = RunMerger.IdOf(links.Select(static link => link.Last?.RunId).OfType<string>()),
            Seed = request.Plan.Seed,
            TestType = request.Plan.TestType,
            StartedAt = startAt,
            StartAt = startAt,
            MeasuredFrom = startAt,
            MeasuredTo = startAt + elapsed,
            StopReason = stopping,
            Server = request.Server,
            Plan = _plan,
            Machines = [.. links.Select(static link => link.ToMachine())],
            Verdict = new VerdictReport
            {
                Verdict = RunVerdict.NotKnown,
                Reasons = ["The verdict on the fleet comes with the merged run, when all machines have ended."],
            },
            Totals = TotalsOf(links),
            Intervals = _intervals.Points,
            ClientsBegun = ClientsOf(links),
        };
        return document with { Metrics = Rows(document, elapsed, NamesOf(links.Where(static link => link.Lost is null))) };
    }

    /// <summary>
    /// Rows of all machines that are not lost, as in the merged run; of one interval, for merging all of them each second would cost a
    /// long load's controller its core.
    /// </summary>
    private static IReadOnlyList<BatchMetrics> Rows(RunDocument document, TimeSpan elapsed, IReadOnlyList<NameSnapshot> names)
    {
        var all = new IntervalSeries().Sample(elapsed, names, clients: 0, inFlight: 0);
        var run = StoredRuns.Of(document with { Intervals = [all] }, intervalSeconds: 1, names);
        return CutRows.OfIntervals(run, new MeasuredSpan(0, elapsed.TotalSeconds)) ?? [];
    }

    private static IReadOnlyList<NameSnapshot> NamesOf(IEnumerable<MachineLink> links) =>
        NameSnapshot.Sum(links.SelectMany(static link => link.Names));

    private static int ClientsOf(IEnumerable<MachineLink> links) => AtWork(links).Sum(static link => link.Beat?.Clients ?? 0);

    private static IEnumerable<MachineLink> AtWork(IEnumerable<MachineLink> links) => links.Where(static link => !link.Over);
}
