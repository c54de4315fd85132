using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Running;

/// <summary>A run in this process, counted by its record while it lasts.</summary>
internal sealed class LiveRun : BatchRun
{
    private readonly RunRecord _record;
    private readonly ApiConnection _connection;
    private readonly RunClock _clock;
    private readonly double _measuredFromSeconds;
    private readonly RunEnding _ending = new();
    private CommonStart? _start;
    private volatile bool _waits;
    private long _firstSent;
    private long _parentsCreated;
    private long _parentsDeleted;
    private IReadOnlyList<LoadChange> _loadChanges = [];
    private int? _batchLimit;
    private IReadOnlyList<ClockStep> _clockSteps = [];
    private long _measuredTo = long.MaxValue;
    private long _ended = long.MaxValue;

    internal LiveRun(RunId id, RunPlan plan, ApiConnection connection, RunClock clock, RunRecord record, string? resultPath)
    {
        _clock = clock;
        _measuredFromSeconds = plan.Phases().MeasuredFrom;
        RunId = id.ToString();
        _record = record;
        _connection = connection;
        RampIsMeasured = plan is { IsOpen: false, BatchCount: null } && plan.Clients().RampSeconds is > 0 and var ramp
            && ramp >= plan.Phases().End;
        Seed = plan.Seed;
        TestType = plan.TestType;
        Plan = plan.Summarize();
        Thresholds = plan.Thresholds;
        Server = connection.BaseUrl;
        ServerVersion = connection.Version;
        DataStandard = connection.DataStandard;
        _batchLimit = connection.BatchLimit;
        ResultPath = resultPath;
    }

    public override string RunId { get; }

    public override int Seed { get; }

    public override TestType TestType { get; }

    public override DateTimeOffset StartedAt => _clock.StartedAt;

    public override DateTimeOffset? StartAt => Volatile.Read(ref _start)?.Label;

    public override double? StartDeviationMs => StartAt is not null && Volatile.Read(ref _firstSent) is not 0 and var first
        ? 1000 * (_clock.Seconds(first) - FirstDue)
        : null;

    public override IReadOnlyList<BatchMachine> Machines => [];

    public override DateTimeOffset? EndedAt => Moment(Volatile.Read(ref _ended));

    public override TimeSpan Elapsed =>
        _waits ? TimeSpan.Zero : TimeSpan.FromSeconds(_clock.Seconds(Math.Min(_clock.Now, Volatile.Read(ref _ended))));

    public override StopReason StopReason => _ending.Reason;

    public override StopSource? StoppedBy => _ending.By;

    public override string? Fault => _ending.Fault;

    public override Uri Server { get; }

    public override string? ServerVersion { get; }

    public override string? DataStandard { get; }

    public override int? BatchLimit => _batchLimit;

    public override RunPlanSummary Plan { get; }

    public override ClientEnvironment Environment { get; } = new();

    public override VerdictThresholds Thresholds { get; }

    public override DateTimeOffset? MeasuredFrom => _clock.ToWallClock(MeasuredSince);

    public override DateTimeOffset? MeasuredTo => Moment(Volatile.Read(ref _measuredTo));

    public override int Clients => _record.Clients.Working;

    public override int ClientsBegun => _record.Clients.Begun;

    public override int InFlight => _record.InFlight;

    public override RunTotals Totals => _record.Metrics.Totals;

    public override IReadOnlyList<BatchMetrics> Metrics => PlainList.Of(MetricsUnder(Verdict.Verdict));

    public override IReadOnlyList<OperationLedgerRow> Ledger => PlainList.Of(_record.Metrics.LedgerRows());

    public override VerdictReport Verdict => HealthView.Judge(this, _record);

    public override IReadOnlyList<IntervalPoint> Intervals => PlainList.Of(_record.Intervals.Points);

    internal override int IntervalSeconds => _record.Intervals.SamplesPerPoint;

    public override IReadOnlyList<LoadChange> LoadChanges => PlainList.Of(Volatile.Read(ref _loadChanges));

    public override IReadOnlyList<ClockStep> ClockSteps => PlainList.Of(Volatile.Read(ref _clockSteps));

    public override IReadOnlyList<DistinctError> Errors => PlainList.Of(_record.Errors.Snapshot());

    public override RunTraces? Traces => _record.Traces?.Snapshot();

    public override IReadOnlyList<ServerCost> ServerCosts => PlainList.Of(_record.Server?.Costs ?? []);

    public override IReadOnlyList<ServerSample> ServerSamples => PlainList.Of(_record.Server?.Samples ?? []);

    public override IReadOnlyList<string> ServerNotes => PlainList.Of(_record.Server?.Notes ?? []);

    public override long? ScheduledArrivals => _record.Arrivals?.Scheduled;

    public override long? LateArrivals => _record.Arrivals?.Late;

    public override long? DroppedArrivals => _record.Arrivals?.Dropped;

    public override long PeakResultsBacklog => _record.PeakBacklog;

    public override long Retries => _record.Retries;

    public override int TokenRequests => _connection.TokenRequests;

    public override long Connections => _record.ConnectionSetUp.TotalCount;

    public override double? ConnectionSetUpP50Ms => Connections == 0 ? null : _record.ConnectionSetUp.ValueAtPercentile(50) / 1000.0;

    public override double? ConnectionSetUpMaxMs => Connections == 0 ? null : _record.ConnectionSetUp.Max / 1000.0;

    public override long ParentsCreated => Volatile.Read(ref _parentsCreated);

    public override long ParentsDeleted => Volatile.Read(ref _parentsDeleted);

    public override string? ResultPath { get; }

    /// <summary>Planned time of the first batch of the run's share, in seconds since the start.</summary>
    internal double FirstDue { get; set; }

    internal override long? OnTimeArrivals => _record.Arrivals?.OnTime;

    internal override bool IsWaiting => _waits;

    internal override TimeSpan? StartsIn =>
        _waits && StartAt is not null ? TimeSpan.FromSeconds(Math.Max(0, -_clock.Seconds(_clock.Now))) : null;

    private long MeasuredSince => _clock.Timestamp(_measuredFromSeconds);

    /// <summary>True where the run is planned to end before its last client has begun: its measured window is all ramp.</summary>
    internal bool RampIsMeasured { get; }

    public override IReadOnlyList<NameSnapshot> GetNameSnapshots() => _record.Metrics.NameSnapshots();

    public override string ToString() => $"{RunId} against {Server}: {(EndedAt is null ? "running" : StopReason.ToString())}";

    public override RunDocument ToDocument()
    {
        var verdict = Verdict; // judged once: it takes as long as the metrics do
        return new RunDocument
        {
            RunId = RunId,
            Seed = Seed,
            TestType = TestType,
            StartedAt = StartedAt,
            StartAt = StartAt,
            StartDeviationMs = StartDeviationMs,
            EndedAt = EndedAt,
            MeasuredFrom = MeasuredFrom,
            MeasuredTo = MeasuredTo,
            StopReason = StopReason,
            StoppedBy = StoppedBy,
            Fault = Fault,
            Server = Server,
            ServerVersion = ServerVersion,
            DataStandard = DataStandard,
            BatchLimit = BatchLimit,
            Plan = Plan,
            Environment = Environment,
            Verdict = verdict,
            Totals = Totals,
            Metrics = MetricsUnder(verdict.Verdict),
            Ledger = Ledger,
            Errors = Errors,
            Traces = Traces,
            Intervals = Intervals,
            LoadChanges = LoadChanges,
            ClockSteps = ClockSteps,
            ServerCosts = ServerCosts,
            ServerSamples = ServerSamples,
            ServerNotes = ServerNotes,
            ClientsBegun = ClientsBegun,
            ScheduledArrivals = ScheduledArrivals,
            LateArrivals = LateArrivals,
            DroppedArrivals = DroppedArrivals,
            PeakResultsBacklog = PeakResultsBacklog,
            Retries = Retries,
            TokenRequests = TokenRequests,
            Connections = Connections,
            ConnectionSetUpP50Ms = ConnectionSetUpP50Ms,
            ConnectionSetUpMaxMs = ConnectionSetUpMaxMs,
            ParentsCreated = ParentsCreated,
            ParentsDeleted = ParentsDeleted,
            ResultPath = ResultPath,
        };
    }

    /// <summary>
    /// The measured window as far as it is known, in seconds since the start: up to now while the run lasts; null while it is empty.
    /// </summary>
    internal (double From, double To)? WindowSeconds
    {
        get
        {
            var to = Math.Min(Volatile.Read(ref _measuredTo), _clock.Now);
            return !_waits && to > MeasuredSince ? (_clock.Seconds(MeasuredSince), _clock.Seconds(to)) : null;
        }
    }

    /// <summary>Measured window as moments of the wall clock.</summary>
    internal MeasuredWindow? Window => WindowSeconds is var (from, to)
        ? new MeasuredWindow(_clock.ToWallClock(MeasuredSince), TimeSpan.FromSeconds(to - from))
        : null;

    /// <summary>Sets the end of the measured window, a timestamp; one before its begin makes it empty.</summary>
    internal void CloseWindow(long to) => Volatile.Write(ref _measuredTo, Math.Max(to, MeasuredSince));

    /// <summary>Waits for a common start, which may not be known yet.</summary>
    internal void Wait() => _waits = true;

    /// <summary>Takes the common start, at which the clock begins.</summary>
    internal void Take(CommonStart start) => Volatile.Write(ref _start, start);

    /// <summary>Waits no longer: the clock's start is the run's.</summary>
    internal void Begin() => _waits = false;

    /// <summary>Notes when the first batch went out, a timestamp.</summary>
    internal void NoteFirst(long sent) => Interlocked.CompareExchange(ref _firstSent, sent, 0);

    /// <summary>Ends the run at a timestamp.</summary>
    internal void Complete(long ended) => Volatile.Write(ref _ended, ended);

    /// <summary>Takes the limit that a refusal named, where none was known.</summary>
    internal void LearnLimit(int? limit) => _batchLimit ??= limit;

    internal void Note(ClockStep step) => Volatile.Write(ref _clockSteps, [.. ClockSteps, step]);

    internal void Note(LoadChange change) => Volatile.Write(ref _loadChanges, [.. LoadChanges, change]);

    /// <summary>The metrics with a verdict that is known already.</summary>
    internal IReadOnlyList<BatchMetrics> MetricsUnder(RunVerdict verdict) =>
        _record.Metrics.Snapshot(Window, verdict, costs: ServerCosts);

    /// <summary>Notes the numbers of parents that its batches reuse, created and deleted.</summary>
    internal void NoteParents(long created, long deleted)
    {
        Volatile.Write(ref _parentsCreated, created);
        Volatile.Write(ref _parentsDeleted, deleted);
    }

    /// <inheritdoc cref="RunEnding.End"/>
    internal bool End(StopReason reason, string? fault = null, StopSource? by = null) => _ending.End(reason, fault, by);

    /// <inheritdoc cref="RunEnding.EndAtExisting"/>
    internal void EndAtExisting(string words) => _ending.EndAtExisting(words);

    /// <inheritdoc cref="RunEnding.Note"/>
    internal void Note(string? fault) => _ending.Note(fault);

    private DateTimeOffset? Moment(long timestamp) => timestamp == long.MaxValue ? null : _clock.ToWallClock(timestamp);
}
