using EdFi.BatchPerf.Execution;
using EdFi.BatchPerf.Metrics;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf;

/// <summary>A run: live while it lasts, complete when <see cref="EndedAt"/> is set. Every property can be read at any time.</summary>
public sealed class BatchRun
{
    private readonly RunRecord _record;
    private int _stopReason;
    private string? _fault;
    private int _existing;
    private IReadOnlyList<LoadChange> _loadChanges = [];

    internal BatchRun(RunId id, RunPlan plan, BatchConnection connection, RunRecord record)
    {
        Id = id;
        RunId = id.ToString();
        _record = record;
        Seed = plan.Seed;
        TestType = plan.TestType;
        Plan = RunPlanSummary.Of(plan);
        Thresholds = plan.Thresholds;
        Server = connection.BaseUrl;
        ServerVersion = connection.Version;
        DataStandard = connection.DataStandard;
        BatchLimit = connection.BatchLimit;
    }

    /// <summary>The run's id: 64 random bits in 13 characters; its natural keys begin with it.</summary>
    public string RunId { get; }

    /// <summary>The seed of values and Poisson arrivals.</summary>
    public int Seed { get; }

    /// <summary>What kind of run it is.</summary>
    public TestType TestType { get; }

    /// <summary>When the first batch could go out.</summary>
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>When the last answer had come or been given up and files were complete; null while the run lasts.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>Why it ended; None while it lasts.</summary>
    public StopReason StopReason => (StopReason)Volatile.Read(ref _stopReason);

    /// <summary>
    /// What broke, in words, first of all what ended the run; null when nothing did. A results file that could not be completed shows
    /// here, too, when the run had already ended for another reason.
    /// </summary>
    public string? Fault => Volatile.Read(ref _fault) is { } fault && Volatile.Read(ref _existing) is > 1 and var existing
        ? $"{fault} {existing - 1} more creates that were in flight did the same: their results name the documents."
        : Volatile.Read(ref _fault);

    /// <summary>The server's base URL.</summary>
    public Uri Server { get; }

    /// <summary>The server's version; null without discovery.</summary>
    public string? ServerVersion { get; }

    /// <summary>The server's data standard; null without discovery.</summary>
    public string? DataStandard { get; }

    /// <summary>The most operations the server takes in a batch; null where that is not known.</summary>
    public int? BatchLimit { get; internal set; }

    /// <summary>What was planned.</summary>
    public RunPlanSummary Plan { get; }

    /// <summary>The machine and process that made the load.</summary>
    public ClientEnvironment Environment { get; } = new();

    /// <summary>When a run's verdict is doubtful.</summary>
    public VerdictThresholds Thresholds { get; }

    /// <summary>Begin of the measured window.</summary>
    public DateTimeOffset? MeasuredFrom { get; internal set; }

    /// <summary>End of the measured window; null while it is not known.</summary>
    public DateTimeOffset? MeasuredTo { get; internal set; }

    /// <summary>Clients at work now.</summary>
    public int Clients => _record.Clients;

    /// <summary>Batches sent and not yet answered.</summary>
    public int InFlight => _record.InFlight;

    /// <summary>What became of all batches and operations, in all phases.</summary>
    public RunTotals Totals => _record.Metrics.Totals;

    /// <summary>A row for each request name and one named Aggregated, over the measured window.</summary>
    public IReadOnlyList<BatchMetrics> Metrics => MetricsUnder(Verdict.Verdict);

    /// <summary>What became of every operation, by request name and position, in all phases.</summary>
    public IReadOnlyList<OperationLedgerRow> Ledger => _record.Metrics.LedgerRows();

    /// <summary>Whether the numbers say something about the server.</summary>
    public VerdictReport Verdict => _record.Judge(this);

    /// <summary>The run over time.</summary>
    public IReadOnlyList<IntervalPoint> Intervals => _record.Intervals.Points;

    /// <summary>How many seconds each of them but the last is meant to cover.</summary>
    internal int IntervalSeconds => _record.Intervals.SamplesPerPoint;

    /// <summary>How the load was changed by hand while the run lasted, in order of time; empty where it was not.</summary>
    public IReadOnlyList<LoadChange> LoadChanges
    {
        get => Volatile.Read(ref _loadChanges);
        internal set => Volatile.Write(ref _loadChanges, value);
    }

    /// <summary>What went wrong, each sort once with its number.</summary>
    public IReadOnlyList<DistinctError> Errors => _record.Errors.Snapshot();

    /// <summary>What the run cost the server, by source and figure; empty where nobody measured it.</summary>
    public IReadOnlyList<ServerCost> ServerCosts => _record.Server?.Costs ?? [];

    /// <summary>The server over time, by source, interval and figure; at most 1,200 intervals of each source.</summary>
    public IReadOnlyList<ServerSample> ServerSamples => _record.Server?.Samples ?? [];

    /// <summary>What a reader of the server's figures has to know: rights or views that were missing, readings that were skipped.</summary>
    public IReadOnlyList<string> ServerNotes => _record.Server?.Notes ?? [];

    /// <summary>Open loop: arrivals that were due; null in a closed loop.</summary>
    public long? ScheduledArrivals => _record.Arrivals?.Scheduled;

    /// <summary>Open loop: arrivals that had to wait for a client; null in a closed loop.</summary>
    public long? LateArrivals => _record.Arrivals?.Late;

    /// <summary>Open loop: arrivals never sent because the run ended first; null in a closed loop.</summary>
    public long? DroppedArrivals => _record.Arrivals?.Dropped;

    /// <summary>The most results that waited for a reader at once.</summary>
    public long PeakResultsBacklog => _record.PeakBacklog;

    /// <summary>Attempts beyond the first, those after a 401 included.</summary>
    public long Retries => _record.Retries;

    /// <summary>Tokens fetched over the connection so far.</summary>
    public int TokenRequests => _record.TokenRequests;

    /// <summary>Connections opened by the run; their set-up time is in <see cref="ConnectionSetUpP50Ms"/>.</summary>
    public long Connections => _record.ConnectionSetUp.TotalCount;

    /// <summary>Median time to open a connection, TLS included, in milliseconds; null when none was opened.</summary>
    public double? ConnectionSetUpP50Ms => Connections == 0 ? null : _record.ConnectionSetUp.ValueAtPercentile(50) / 1000.0;

    /// <summary>Longest time to open a connection, TLS included, in milliseconds; null when none was opened.</summary>
    public double? ConnectionSetUpMaxMs => Connections == 0 ? null : _record.ConnectionSetUp.Max / 1000.0;

    /// <summary>The results file; null where there is none.</summary>
    public string? ResultPath { get; internal set; }

    internal RunId Id { get; }

    internal RunRecord Record => _record;

    /// <summary>Cumulative counts and response-time histograms by request name, all phases: what a history is made of.</summary>
    public IReadOnlyList<NameSnapshot> GetNameSnapshots() => _record.Metrics.NameSnapshots();

    /// <inheritdoc/>
    public override string ToString() => $"{RunId} against {Server}: {(EndedAt is null ? "running" : StopReason.ToString())}";

    /// <summary>The metrics with a verdict that is known already.</summary>
    internal IReadOnlyList<BatchMetrics> MetricsUnder(RunVerdict verdict) => _record.Metrics.Snapshot(_record.Window(this), verdict, costs: ServerCosts);

    /// <summary>Notes why the run ends; the first reason stays.</summary>
    internal bool End(StopReason reason, string? fault = null)
    {
        if (Interlocked.CompareExchange(ref _stopReason, (int)reason, (int)StopReason.None) != (int)StopReason.None)
        {
            return false;
        }

        Note(fault);
        return true;
    }

    /// <summary>Notes that a create changed a document that was there before: a reason that goes before all others, also when the run had ended already.</summary>
    internal void EndAtExisting(string words)
    {
        if (Interlocked.Increment(ref _existing) == 1)
        {
            Volatile.Write(ref _fault, words);
        }

        Volatile.Write(ref _stopReason, (int)StopReason.ExistingDocument);
    }

    /// <summary>Notes what broke; what broke first stays.</summary>
    internal void Note(string? fault) => Interlocked.CompareExchange(ref _fault, PlainText.Line(fault), null);
}
