namespace EdFi.BatchPerf;

/// <summary>A run: live while it lasts, complete when <see cref="EndedAt"/> is set. Every property can be read at any time.</summary>
public abstract class BatchRun
{
    private protected BatchRun()
    {
    }

    /// <summary>The run's id: 64 random bits in 13 characters; its natural keys begin with it.</summary>
    public abstract string RunId { get; }

    /// <summary>The seed of values and Poisson arrivals.</summary>
    public abstract int Seed { get; }

    /// <summary>Type of the run.</summary>
    public abstract TestType TestType { get; }

    /// <summary>Time from which the first batch could be sent.</summary>
    public abstract DateTimeOffset StartedAt { get; }

    /// <summary>The common start that the run waited for, by the clock that gave it; null where it began by itself.</summary>
    public abstract DateTimeOffset? StartAt { get; }

    /// <summary>
    /// Delay of the first batch after its due time behind the common start, in milliseconds; null where there was no common start, and
    /// where nothing was sent.
    /// </summary>
    public abstract double? StartDeviationMs { get; }

    /// <summary>The machines of a merged run; empty for a run of one machine.</summary>
    public abstract IReadOnlyList<BatchMachine> Machines { get; }

    /// <summary>Time at which the last answer had come or been given up and all files were complete; null while the run lasts.</summary>
    public abstract DateTimeOffset? EndedAt { get; }

    /// <summary>
    /// Length of the run so far, or in all, by the monotonic clock; <see cref="EndedAt"/> is <see cref="StartedAt"/> and this.
    /// </summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Reason why the run ended; None while it lasts.</summary>
    public abstract StopReason StopReason { get; }

    /// <summary>What asked it to stop; null unless it ended with StopRequested, and where that is not known.</summary>
    public abstract StopSource? StoppedBy { get; }

    /// <summary>
    /// Fault of the run as text, first of all the one that ended the run; null for none. A results file that could not be completed shows
    /// here, too, when the run had already ended for another reason.
    /// </summary>
    public abstract string? Fault { get; }

    /// <summary>The server's base URL.</summary>
    public abstract Uri Server { get; }

    /// <summary>The server's version; null without discovery.</summary>
    public abstract string? ServerVersion { get; }

    /// <summary>The server's data standard; null without discovery.</summary>
    public abstract string? DataStandard { get; }

    /// <summary>The most operations the server takes in a batch; null where that is not known.</summary>
    public abstract int? BatchLimit { get; }

    /// <summary>Summary of the run's plan.</summary>
    public abstract RunPlanSummary Plan { get; }

    /// <summary>The machine and process that made the load.</summary>
    public abstract ClientEnvironment Environment { get; }

    /// <summary>Limits beyond which the run's verdict is doubtful.</summary>
    public abstract VerdictThresholds Thresholds { get; }

    /// <summary>Begin of the measured window.</summary>
    public abstract DateTimeOffset? MeasuredFrom { get; }

    /// <summary>End of the measured window; null while it is not known.</summary>
    public abstract DateTimeOffset? MeasuredTo { get; }

    /// <summary>Clients at work now.</summary>
    public abstract int Clients { get; }

    /// <summary>Clients that have begun so far: fewer than planned where the run ended before its ramp did.</summary>
    public abstract int ClientsBegun { get; }

    /// <summary>Batches sent and not yet answered.</summary>
    public abstract int InFlight { get; }

    /// <summary>Counts of all batches and operations by outcome, in all phases.</summary>
    public abstract RunTotals Totals { get; }

    /// <summary>A row for each request name and one named Aggregated, over the measured window.</summary>
    public abstract IReadOnlyList<BatchMetrics> Metrics { get; }

    /// <summary>Counts of operations by outcome, a row for each request name and position, in all phases.</summary>
    public abstract IReadOnlyList<OperationLedgerRow> Ledger { get; }

    /// <summary>Verdict on the run, with its reasons: whether the figures describe the server.</summary>
    public abstract VerdictReport Verdict { get; }

    /// <summary>The run over time.</summary>
    public abstract IReadOnlyList<IntervalPoint> Intervals { get; }

    /// <summary>Planned width of each interval but the last, in seconds.</summary>
    internal abstract int IntervalSeconds { get; }

    /// <summary>Changes of the load by hand while the run lasted, in order of time; empty for none.</summary>
    public abstract IReadOnlyList<LoadChange> LoadChanges { get; }

    /// <summary>Steps of the wall clock while the run lasted, in order of time; at most 100.</summary>
    public abstract IReadOnlyList<ClockStep> ClockSteps { get; }

    /// <summary>Distinct errors, each with its number of occurrences.</summary>
    public abstract IReadOnlyList<DistinctError> Errors { get; }

    /// <summary>
    /// Summary of the failures in one sentence: their number, and the most frequent status and kind with an example; null for none.
    /// </summary>
    public string? FailureSummary => FailureWords.Of(TestType, Totals, Errors);

    /// <summary>The slowest and the failed ones of the batches that were sent with a trace id; null where none was to be.</summary>
    public abstract RunTraces? Traces { get; }

    /// <summary>Costs of the run on the server, by source and figure; empty where they were not measured.</summary>
    public abstract IReadOnlyList<ServerCost> ServerCosts { get; }

    /// <summary>The server over time, by source, interval and figure; at most 1,200 intervals of each source.</summary>
    public abstract IReadOnlyList<ServerSample> ServerSamples { get; }

    /// <summary>Notes on the server's figures: missing rights or views, readings that were skipped.</summary>
    public abstract IReadOnlyList<string> ServerNotes { get; }

    /// <summary>Open loop: arrivals that were due; null in a closed loop.</summary>
    public abstract long? ScheduledArrivals { get; }

    /// <summary>Open loop: arrivals that had to wait for a client; null in a closed loop.</summary>
    public abstract long? LateArrivals { get; }

    /// <summary>Open loop: arrivals never sent because the run ended first; null in a closed loop.</summary>
    public abstract long? DroppedArrivals { get; }

    /// <summary>The most results that waited for a reader at once.</summary>
    public abstract long PeakResultsBacklog { get; }

    /// <summary>Attempts beyond the first, those after a 401 included.</summary>
    public abstract long Retries { get; }

    /// <summary>Tokens fetched over the connection so far.</summary>
    public abstract int TokenRequests { get; }

    /// <summary>Connections opened by the run; their set-up time is in <see cref="ConnectionSetUpP50Ms"/>.</summary>
    public abstract long Connections { get; }

    /// <summary>Median time to open a connection, TLS included, in milliseconds; null when none was opened.</summary>
    public abstract double? ConnectionSetUpP50Ms { get; }

    /// <summary>Longest time to open a connection, TLS included, in milliseconds; null when none was opened.</summary>
    public abstract double? ConnectionSetUpMaxMs { get; }

    /// <summary>Parents that were created before the run for its batches to reuse; no figure of the run counts them.</summary>
    public abstract long ParentsCreated { get; }

    /// <summary>Parents among them that were deleted after the run.</summary>
    public abstract long ParentsDeleted { get; }

    /// <summary>The results file; null where there is none.</summary>
    public abstract string? ResultPath { get; }

    /// <summary>
    /// The whole run as one text, which Export-Csv, ConvertTo-Json, Export-Clixml, jobs and remoting carry unharmed: an object read back
    /// from them is taken as the run itself is. Null outside of PowerShell.
    /// </summary>
    public string? Archive => ArchiveText.Of(this);

    /// <summary>Returns cumulative counts and response-time histograms by request name, all phases, from which a history is made.</summary>
    public abstract IReadOnlyList<NameSnapshot> GetNameSnapshots();

    /// <summary>The run as it stands, as <c>.run.json</c> stores it; a method, so that no serialiser follows it.</summary>
    public abstract RunDocument ToDocument();

    /// <summary>Open loop: arrivals sent for which a client was free; null in a closed loop, and of a run of another process.</summary>
    internal virtual long? OnTimeArrivals => null;

    /// <summary>True while the run is ready and waits for its common start.</summary>
    internal virtual bool IsWaiting => false;

    /// <summary>Time until the common start; null where none is waited for, or none is known yet.</summary>
    internal virtual TimeSpan? StartsIn => null;

    /// <inheritdoc/>
    public override string ToString() => $"{RunId} against {Server}: {(EndedAt is null ? "running" : StopReason.ToString())}";
}
