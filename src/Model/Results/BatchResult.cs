namespace EdFi.BatchPerf;

/// <summary>
/// Result of one request: of a batch, or, in a Volume run, of a single operation. All properties but <see cref="FailedOperation"/>,
/// <see cref="Operations"/> and <see cref="Attempts"/> are scalars, so that CSV and remoting lose nothing; times are milliseconds, sizes
/// bytes. Texts that a server gave hold no control characters: see <see cref="PlainText"/>. OperationCount = OperationsCommitted +
/// OperationsRolledBack + OperationsFailed + OperationsNotAttempted + OperationsUnknown. A batch that was sent more than once is one
/// result: these figures, its status and its error are those of the last attempt, and (Attempt - 1) × OperationCount operations of the
/// earlier ones are the <c>EarlierOperations…</c>.
/// </summary>
public sealed class BatchResult
{
    /// <summary>The run's id: 64 random bits in 13 characters.</summary>
    public required string RunId { get; init; }

    /// <summary>
    /// The client's own batch number, from 1: run id, client and sequence name one batch and its natural keys. In a Volume run the
    /// number of its triple, which the requests of the triple share.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>Type of the run.</summary>
    public TestType TestType { get; init; }

    /// <summary>The scenario, by the name of the harness's class.</summary>
    public required string Scenario { get; init => field = PlainText.Line(value); }

    /// <summary>
    /// Request name, for example <c>students-batch-10</c>; in a Volume run the path, like <c>/data/ed-fi/students/{id}</c>.
    /// </summary>
    public required string Name { get; init => field = PlainText.Line(value); }

    /// <summary>The endpoint segment that the scenario, or in a Volume run the request, is about.</summary>
    public required string Resource { get; init => field = PlainText.Line(value); }

    /// <summary>Number of the virtual client, from 0.</summary>
    public int Client { get; init; }

    /// <summary>The phase in which the batch was scheduled; Drain when it was scheduled in Measured and ended after it.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>Time at which the batch was due.</summary>
    public DateTimeOffset ScheduledAt { get; init; }

    /// <summary>Time at which the batch was sent.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// From the start of the run to the intended start, in milliseconds; it keeps throughput exact where times of day lose their
    /// fractions.
    /// </summary>
    public double ScheduledAfterMs { get; init; }

    /// <summary>From the intended start to the end of the answer, in milliseconds; to the moment of giving up when none came.</summary>
    public double ResponseTimeMs { get; init; }

    /// <summary>From the real start to the end of the answer, in milliseconds.</summary>
    public double ServiceTimeMs { get; init; }

    /// <summary>True when every operation was committed and the answer proves it.</summary>
    public bool Success { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Null on success.</summary>
    public ErrorKind? ErrorKind { get; init; }

    /// <summary>Error as text; null on success.</summary>
    public string? Error { get; init => field = PlainText.Line(value); }

    /// <summary>Correlation id of the batch's line in the server's log; null where the server gave none.</summary>
    public string? CorrelationId { get; init => field = PlainText.Line(value); }

    /// <summary>Operations sent.</summary>
    public int OperationCount { get; init; }

    /// <summary>Operations that the server said were committed.</summary>
    public int OperationsCommitted { get; init; }

    /// <summary>Operations carried out and undone.</summary>
    public int OperationsRolledBack { get; init; }

    /// <summary>0 or 1: the operation that made the batch fail.</summary>
    public int OperationsFailed { get; init; }

    /// <summary>Operations that the server never came to.</summary>
    public int OperationsNotAttempted { get; init; }

    /// <summary>Operations of which no answer says whether they were committed.</summary>
    public int OperationsUnknown { get; init; }

    /// <summary>Position of the failed operation, from 0; null where there is none.</summary>
    public int? FailedIndex { get; init; }

    /// <summary><c>op</c> of the failed operation.</summary>
    public string? FailedOp { get; init => field = PlainText.Line(value); }

    /// <summary>Resource of the failed operation.</summary>
    public string? FailedResource { get; init => field = PlainText.Line(value); }

    /// <summary>HTTP status of the failed operation.</summary>
    public int? FailedStatus { get; init; }

    /// <summary>Problem type of the failed operation.</summary>
    public string? FailedType { get; init => field = PlainText.Line(value); }

    /// <summary>Problem title of the failed operation.</summary>
    public string? FailedTitle { get; init => field = PlainText.Line(value); }

    /// <summary>Problem detail of the failed operation.</summary>
    public string? FailedDetail { get; init => field = PlainText.Line(value); }

    /// <summary>Size of the request body.</summary>
    public long RequestBytes { get; init; }

    /// <summary>Size of the answer's body as read.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>Attempts made, 1 without retries.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>HTTP method: POST, but for the PUT and DELETE of a Volume run.</summary>
    public string Method { get; init => field = PlainText.Line(value); } = RequestName.Post;

    /// <summary>
    /// Triples that the batch carries; in a Volume run 1 for the first request of a triple and 0 for the others. 0 where it is not known.
    /// </summary>
    public int Triples { get; init; }

    /// <summary>Operations of earlier attempts that were carried out and undone.</summary>
    public int EarlierOperationsRolledBack { get; init; }

    /// <summary>Operations that made an earlier attempt fail.</summary>
    public int EarlierOperationsFailed { get; init; }

    /// <summary>Operations of earlier attempts that the server never came to.</summary>
    public int EarlierOperationsNotAttempted { get; init; }

    /// <summary>Operations of earlier attempts of which no answer says whether they were committed.</summary>
    public int EarlierOperationsUnknown { get; init; }

    /// <summary>The failed operation as an object; null where there is none.</summary>
    public FailedOperation? FailedOperation { get; init; }

    /// <summary>Every operation's outcome; null unless asked for.</summary>
    public IReadOnlyList<OperationOutcome>? Operations { get; init => field = PlainList.Of(value); }

    /// <summary>
    /// <see cref="ScheduledAt"/> as ISO 8601 writes it, in UTC: Export-Csv writes moments in the session's culture and without fractions.
    /// </summary>
    public string? ScheduledAtUtc => MomentText.Write(ScheduledAt);

    /// <summary><see cref="StartedAt"/> in the same way.</summary>
    public string? StartedAtUtc => MomentText.Write(StartedAt);

    /// <summary>Begin of the run's measured window, in the same way; null until the run has ended.</summary>
    public string? MeasuredFromUtc => MomentText.Write(Facts?.From);

    /// <summary>End of the run's measured window, in the same way; null until the run has ended.</summary>
    public string? MeasuredToUtc => MomentText.Write(Facts?.To);

    /// <summary>The verdict on the run; null until it has ended.</summary>
    public RunVerdict? RunVerdict => Facts?.Verdict;

    /// <summary>
    /// Every attempt with its outcome, the last included; null where there was one only, and where results were read back.
    /// </summary>
    public IReadOnlyList<BatchAttempt>? Attempts { get; init => field = PlainList.Of(value); }

    /// <summary>True where nothing was sent, in the last attempt, for want of a token; not known of results that were read back.</summary>
    internal bool HadNoToken { get; init; }

    internal BatchRun? Run { get; init; }

    /// <summary>
    /// Measured window and verdict of the run, known once it has ended, from the run or from where the result was stored; null before.
    /// </summary>
    internal RunFacts? Facts
    {
        get => field ?? RunFacts.Of(Run);
        set;
    }

    /// <summary>The run that this result belongs to, or null; a method, so that no serialiser follows it.</summary>
    public BatchRun? GetRun() => Run;

    /// <inheritdoc/>
    public override string ToString() => Success
        ? $"{Name} client {Client} #{Sequence}: {OperationsCommitted} committed in {ResponseTimeMs:0.0} ms"
        : $"{Name} client {Client} #{Sequence}: {ErrorKind} {Error}";
}
