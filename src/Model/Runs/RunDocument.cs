using System.Text.Json.Serialization;

namespace EdFi.BatchPerf;

/// <summary>
/// A run as it is stored in <c>.run.json</c>; its properties are those of <see cref="BatchRun"/>. Names stay the same while
/// <see cref="Version"/> does.
/// </summary>
public sealed record RunDocument
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the document's form.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The seed of values and Poisson arrivals.</summary>
    public int Seed { get; init; }

    /// <summary>Type of the run.</summary>
    public TestType TestType { get; init; }

    /// <summary>Time from which the first batch could be sent.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// The common start that the run waited for, by the clock that gave it: runs with the same one began at once, whatever their own clocks
    /// said. Null where the run began by itself.
    /// </summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Delay of the first batch after its due time behind the common start, in milliseconds; null for none.</summary>
    public double? StartDeviationMs { get; init; }

    /// <summary>Time at which the run had ended; null when it was stored before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Begin of the measured window.</summary>
    public DateTimeOffset? MeasuredFrom { get; init; }

    /// <summary>End of the measured window.</summary>
    public DateTimeOffset? MeasuredTo { get; init; }

    /// <summary>Reason why the run ended.</summary>
    public StopReason StopReason { get; init; }

    /// <summary>What asked it to stop; null unless it ended with StopRequested, and where that is not known.</summary>
    public StopSource? StoppedBy { get; init; }

    /// <summary>Fault of the run as text; null for none.</summary>
    public string? Fault { get; init => field = PlainText.Lines(value); }

    /// <summary>The server's base URL.</summary>
    public required Uri Server { get; init; }

    /// <summary>The server's version.</summary>
    public string? ServerVersion { get; init => field = PlainText.Line(value); }

    /// <summary>The server's data standard.</summary>
    public string? DataStandard { get; init => field = PlainText.Line(value); }

    /// <summary>The most operations the server takes in a batch.</summary>
    public int? BatchLimit { get; init; }

    /// <summary>Summary of the run's plan.</summary>
    public required RunPlanSummary Plan { get; init; }

    /// <summary>The machine and process that made the load.</summary>
    public ClientEnvironment? Environment { get; init; }

    /// <summary>The machines of a merged run; empty for a run of one machine.</summary>
    public IReadOnlyList<BatchMachine> Machines { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The verdict with its reasons.</summary>
    public required VerdictReport Verdict { get; init; }

    /// <summary>Counts of all batches and operations by outcome, in all phases.</summary>
    public required RunTotals Totals { get; init; }

    /// <summary>Metrics by request name and aggregated, with histograms.</summary>
    public IReadOnlyList<BatchMetrics> Metrics { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Counts of operations by outcome, a row for each request name and position.</summary>
    public IReadOnlyList<OperationLedgerRow> Ledger { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Distinct errors, each with its number of occurrences.</summary>
    public IReadOnlyList<DistinctError> Errors { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Summary of the failures in one sentence; null for none.</summary>
    [JsonIgnore]
    public string? FailureSummary => FailureWords.Of(TestType, Totals, Errors);

    /// <summary>The slowest and the failed ones of the batches that were sent with a trace id; null where none was to be.</summary>
    public RunTraces? Traces { get; init; }

    /// <summary>The run over time, without its histograms.</summary>
    public IReadOnlyList<IntervalPoint> Intervals { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Changes of the load by hand while the run lasted.</summary>
    public IReadOnlyList<LoadChange> LoadChanges { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Steps of the wall clock while the run lasted.</summary>
    public IReadOnlyList<ClockStep> ClockSteps { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Costs of the run on the server, by source and figure.</summary>
    public IReadOnlyList<ServerCost> ServerCosts { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The server over time, by source, interval and figure.</summary>
    public IReadOnlyList<ServerSample> ServerSamples { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Notes on the server's figures: missing rights or views, readings that were skipped.</summary>
    public IReadOnlyList<string> ServerNotes { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Clients that began, to be held against the plan's; null in files of version 0.1.</summary>
    public int? ClientsBegun { get; init; }

    /// <summary>Open loop: arrivals that were due.</summary>
    public long? ScheduledArrivals { get; init; }

    /// <summary>Open loop: arrivals that had to wait for a client.</summary>
    public long? LateArrivals { get; init; }

    /// <summary>Open loop: arrivals never sent.</summary>
    public long? DroppedArrivals { get; init; }

    /// <summary>The most results that waited for a reader at once.</summary>
    public long PeakResultsBacklog { get; init; }

    /// <summary>Attempts beyond the first.</summary>
    public long Retries { get; init; }

    /// <summary>Tokens fetched.</summary>
    public int TokenRequests { get; init; }

    /// <summary>Connections opened.</summary>
    public long Connections { get; init; }

    /// <summary>Median time to open a connection, in milliseconds.</summary>
    public double? ConnectionSetUpP50Ms { get; init; }

    /// <summary>Longest time to open a connection, in milliseconds.</summary>
    public double? ConnectionSetUpMaxMs { get; init; }

    /// <summary>Parents that were created before the run for its batches to reuse.</summary>
    public long ParentsCreated { get; init; }

    /// <summary>Parents among them that were deleted after the run.</summary>
    public long ParentsDeleted { get; init; }

    /// <summary>The results file.</summary>
    public string? ResultPath { get; init; }

    /// <summary>
    /// Times over time and by request name, as one text: data of a run in memory that these properties do not hold. In the files of runs
    /// that are parts of a whole (a share of a plan, a common start) and of merged runs; null in others.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parts { get; init; }

    /// <summary>The whole document as one text, as <see cref="BatchRun.Archive"/> has it; null outside of PowerShell.</summary>
    [JsonIgnore]
    public string? Archive => ArchiveText.Of(this);

    /// <inheritdoc/>
    public override string ToString() => $"{RunId} against {Server}: {StopReason}";
}
