namespace EdFi.BatchPerf.Files.Runs;

/// <summary>A run that was stored whole and read back: it answers as the run itself did when it was stored.</summary>
internal sealed class StoredRun : BatchRun
{
    private readonly RunDocument _run;
    private readonly RunMemory _memory;

    /// <exception cref="FormatException">The parts are damaged.</exception>
    public StoredRun(RunDocument run, ArchivedParts parts)
        : this(run, parts.Restore())
    {
    }

    /// <exception cref="FormatException">The run has no environment.</exception>
    public StoredRun(RunDocument run, RunMemory memory)
    {
        _run = run with { Parts = null };
        _memory = memory;
        Environment = run.Environment ?? throw new FormatException("it has no environment");
    }

    public override string RunId => _run.RunId;

    public override int Seed => _run.Seed;

    public override TestType TestType => _run.TestType;

    public override DateTimeOffset StartedAt => _run.StartedAt;

    public override DateTimeOffset? StartAt => _run.StartAt;

    public override double? StartDeviationMs => _run.StartDeviationMs;

    public override IReadOnlyList<BatchMachine> Machines => _run.Machines;

    public override DateTimeOffset? EndedAt => _run.EndedAt;

    public override TimeSpan Elapsed => _memory.Elapsed;

    public override StopReason StopReason => _run.StopReason;

    public override StopSource? StoppedBy => _run.StoppedBy;

    public override string? Fault => _run.Fault;

    public override Uri Server => _run.Server;

    public override string? ServerVersion => _run.ServerVersion;

    public override string? DataStandard => _run.DataStandard;

    public override int? BatchLimit => _run.BatchLimit;

    public override RunPlanSummary Plan => _run.Plan;

    public override ClientEnvironment Environment { get; }

    public override VerdictThresholds Thresholds => _memory.Thresholds;

    public override DateTimeOffset? MeasuredFrom => _run.MeasuredFrom;

    public override DateTimeOffset? MeasuredTo => _run.MeasuredTo;

    public override int Clients => _memory.Clients;

    public override int ClientsBegun => _run.ClientsBegun ?? _run.Plan.ClientCount;

    public override int InFlight => _memory.InFlight;

    public override RunTotals Totals => _run.Totals;

    public override IReadOnlyList<BatchMetrics> Metrics => _run.Metrics;

    public override IReadOnlyList<OperationLedgerRow> Ledger => _run.Ledger;

    public override VerdictReport Verdict => _run.Verdict;

    public override IReadOnlyList<IntervalPoint> Intervals => _run.Intervals;

    internal override int IntervalSeconds => _memory.IntervalSeconds;

    public override IReadOnlyList<LoadChange> LoadChanges => _run.LoadChanges;

    public override IReadOnlyList<ClockStep> ClockSteps => _run.ClockSteps;

    public override IReadOnlyList<DistinctError> Errors => _run.Errors;

    public override RunTraces? Traces => _run.Traces;

    public override IReadOnlyList<ServerCost> ServerCosts => _run.ServerCosts;

    public override IReadOnlyList<ServerSample> ServerSamples => _run.ServerSamples;

    public override IReadOnlyList<string> ServerNotes => _run.ServerNotes;

    public override long? ScheduledArrivals => _run.ScheduledArrivals;

    public override long? LateArrivals => _run.LateArrivals;

    public override long? DroppedArrivals => _run.DroppedArrivals;

    public override long PeakResultsBacklog => _run.PeakResultsBacklog;

    public override long Retries => _run.Retries;

    public override int TokenRequests => _run.TokenRequests;

    public override long Connections => _run.Connections;

    public override double? ConnectionSetUpP50Ms => _run.ConnectionSetUpP50Ms;

    public override double? ConnectionSetUpMaxMs => _run.ConnectionSetUpMaxMs;

    public override long ParentsCreated => _run.ParentsCreated;

    public override long ParentsDeleted => _run.ParentsDeleted;

    public override string? ResultPath => _run.ResultPath;

    public override IReadOnlyList<NameSnapshot> GetNameSnapshots() => _memory.Names;

    public override RunDocument ToDocument() => _run;
}
