using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Puts a merged run together.</summary>
/// <param name="parts">All machines.</param>
/// <param name="machines">Machines with a run.</param>
/// <param name="origin">Start of the common axis.</param>
internal sealed class MergedRun(IReadOnlyList<MachinePart> parts, IReadOnlyList<MergedMachine> machines, DateTimeOffset origin)
{
    private IEnumerable<BatchRun> Runs => machines.Select(static m => m.Run);

    /// <summary>Makes the run.</summary>
    public StoredRun Make(RunPlanSummary plan, MergedFigures figures, MergedServer server, VerdictReport verdict)
    {
        var first = machines[0].Run;
        var id = RunMerger.IdOf(Runs.Select(static run => run.RunId));
        var width = machines.Max(static m => m.Span.IntervalSeconds);
        var elapsed = TimeSpan.FromSeconds(machines.Max(static m => m.Start + m.Run.Elapsed.TotalSeconds));
        var from = figures.From is { } begin ? origin.AddSeconds(begin) : (DateTimeOffset?)null;
        var reason = StopReasons.Weightiest(Runs.Select(static run => run.StopReason));
        var document = new RunDocument
        {
            RunId = id,
            Seed = first.Seed,
            TestType = first.TestType,
            StartedAt = origin,
            StartAt = first.StartAt is { } label && Runs.All(run => run.StartAt == label) ? label : null,
            EndedAt = origin + elapsed,
            MeasuredFrom = from,
            MeasuredTo = from?.AddSeconds(figures.Seconds),
            StopReason = reason,
            StoppedBy = reason == StopReason.StopRequested
                ? Runs.Select(static run => run.StoppedBy).FirstOrDefault(static by => by is not null)
                : null,
            Fault = Joined(machines.Where(static m => m.Run.Fault is not null).Select(static m => $"{m.Part.Name}: {m.Run.Fault}"), " "),
            Server = first.Server,
            ServerVersion = First(static run => run.ServerVersion),
            DataStandard = First(static run => run.DataStandard),
            BatchLimit = Runs.Min(static run => run.BatchLimit),
            Plan = plan,
            Environment = Environment(),
            Machines = [.. parts.Select(static part => part.Listed())],
            Verdict = verdict,
            Totals = RunTotals.Sum([.. Runs.Select(static run => run.Totals)]),
            Metrics = figures.Merge(id, verdict.Verdict, server.Costs),
            Ledger = Ledger(),
            Errors = MergedErrors.Of(machines.Select(m => (m.Run.Errors, ShiftOf(m)))),
            Traces = MergedTraces.Of(machines),
            Intervals = MergedIntervals.Of([.. machines.Select(static m => (m.Run, m.Start))], width),
            LoadChanges = [.. machines.SelectMany(m => m.Run.LoadChanges.Select(change => change with
            {
                At = change.At + ShiftOf(m),
                AtSeconds = change.AtSeconds + m.Start,
            })).OrderBy(static change => change.AtSeconds)],
            ClockSteps = [.. machines.SelectMany(static m => m.Run.ClockSteps.Select(step => step with
            {
                AtSeconds = step.AtSeconds + m.Start,
            })).OrderBy(static step => step.AtSeconds)],
            ServerCosts = server.Costs,
            ServerSamples = server.Samples,
            ServerNotes = server.Notes,
            ClientsBegun = Runs.Sum(static run => run.ClientsBegun),
            ScheduledArrivals = Runs.Sum(static run => run.ScheduledArrivals) is var due && first.ScheduledArrivals is null ? null : due,
            LateArrivals = first.LateArrivals is null ? null : Runs.Sum(static run => run.LateArrivals),
            DroppedArrivals = first.DroppedArrivals is null ? null : Runs.Sum(static run => run.DroppedArrivals),
            PeakResultsBacklog = Runs.Max(static run => run.PeakResultsBacklog),
            Retries = Runs.Sum(static run => run.Retries),
            TokenRequests = Runs.Sum(static run => run.TokenRequests),
            Connections = Runs.Sum(static run => run.Connections),
            ConnectionSetUpP50Ms = machines.Count == 1 ? first.ConnectionSetUpP50Ms : null,
            ConnectionSetUpMaxMs = Runs.Max(static run => run.ConnectionSetUpMaxMs),
            ParentsCreated = Runs.Sum(static run => run.ParentsCreated),
            ParentsDeleted = Runs.Sum(static run => run.ParentsDeleted),
        };
        return new StoredRun(document, new RunMemory
        {
            Thresholds = verdict.Thresholds,
            Elapsed = elapsed,
            IntervalSeconds = Runs.All(static run => run.IntervalSeconds > 0) ? width : 0,
            Names = Names(),
        });
    }

    /// <summary>From a machine's own clock to the common axis.</summary>
    private TimeSpan ShiftOf(MergedMachine machine) => origin.AddSeconds(machine.Start) - machine.Run.StartedAt;

    private T? First<T>(Func<BatchRun, T?> read)
        where T : class => Runs.Select(read).FirstOrDefault(static value => value is not null);

    private IReadOnlyList<OperationLedgerRow> Ledger() =>
    [
        .. Runs.SelectMany(static run => run.Ledger).GroupBy(static row => (row.Name, row.Position, row.Op, row.Resource)).Select(
            static rows => rows.First() with
            {
                Sent = rows.Sum(static r => r.Sent),
                Committed = rows.Sum(static r => r.Committed),
                RolledBack = rows.Sum(static r => r.RolledBack),
                Failed = rows.Sum(static r => r.Failed),
                NotAttempted = rows.Sum(static r => r.NotAttempted),
                Unknown = rows.Sum(static r => r.Unknown),
            }),
    ];

    private IReadOnlyList<NameSnapshot> Names() => NameSnapshot.Sum(Runs.SelectMany(static run => run.GetNameSnapshots()));

    private ClientEnvironment Environment()
    {
        var all = Runs.Select(static run => run.Environment).ToList();
        return new ClientEnvironment
        {
            ToolVersion = Distinct(static e => e.ToolVersion),
            Runtime = Distinct(static e => e.Runtime),
            OperatingSystem = Distinct(static e => e.OperatingSystem),
            ProcessorCount = all.DistinctBy(static e => e.MachineName, StringComparer.Ordinal).Sum(static e => e.ProcessorCount),
            MachineName = Distinct(static e => e.MachineName),
            ServerGc = all.TrueForAll(static e => e.ServerGc),
        };

        string Distinct(Func<ClientEnvironment, string> read) => string.Join(", ", all.Select(read).Distinct(StringComparer.Ordinal));
    }

    private static string? Joined(IEnumerable<string> texts, string separator) =>
        string.Join(separator, texts) is { Length: > 0 } joined ? joined : null;
}
