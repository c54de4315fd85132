using System.Globalization;
using System.Text.Json.Serialization;

namespace EdFi.BatchPerf;

/// <summary>
/// The metrics of one request name, or of all of them in the row named <see cref="AggregatedName"/>. Flat, and null where there is no
/// sample to say anything from. Latency, requests, failures and operations cover every batch scheduled in the measured
/// window; response and service times are those of successes, and null where nothing succeeded. The rates (…PerSecond) count what
/// completed inside of it, divided by its length. Percentiles are those of one histogram
/// of all samples, HdrHistogram's definition, within 0.1 %; mean, least and greatest values are exact to 1 µs.
/// Requests = successes + Failures + Censored.
/// </summary>
public sealed class BatchMetrics
{
    /// <summary>The name of the row that covers all request names.</summary>
    public const string AggregatedName = "Aggregated";

    /// <summary>Request name, for example <c>students-batch-10</c>; a Volume run has one row for each name and method.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method of the requests; null in the Aggregated row.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// <see cref="Name"/> behind its method, where that is not POST: the requests of a Volume run to one place are told apart by it.
    /// </summary>
    internal string ShownName => RequestName.Shown(Name, Method);

    /// <summary>Type of the run; null when there were several types.</summary>
    public TestType? TestType { get; init; }

    /// <summary>The run's id; null when there were several runs.</summary>
    public string? RunId { get; init; }

    /// <summary>Verdict on the run: whether its figures describe the server.</summary>
    public RunVerdict Verdict { get; init; }

    /// <summary>Start of the measured window; null when nothing was measured.</summary>
    public DateTimeOffset? WindowStart { get; init; }

    /// <summary>
    /// <see cref="WindowStart"/> as ISO 8601 writes it, in UTC: Export-Csv writes moments in the session's culture and without fractions.
    /// </summary>
    [JsonIgnore]
    public string? WindowStartUtc => MomentText.Write(WindowStart);

    /// <summary>Length of the measured window in seconds.</summary>
    public double WindowSeconds { get; init; }

    /// <summary>Batches scheduled in the window.</summary>
    public long Requests { get; init; }

    /// <summary>Batches that failed; those cut off at the end are not counted here.</summary>
    public long Failures { get; init; }

    /// <summary>Failures divided by requests, 0 to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>Batches cut off at the end of the run: recorded at the time they had taken until then.</summary>
    public long Censored { get; init; }

    /// <summary>Failures of kind <see cref="ErrorKind.BadRequest"/>.</summary>
    public long FailuresBadRequest { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Validation"/>.</summary>
    public long FailuresValidation { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Unauthorized"/>.</summary>
    public long FailuresUnauthorized { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Forbidden"/>.</summary>
    public long FailuresForbidden { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.NotFound"/>.</summary>
    public long FailuresNotFound { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Conflict"/>.</summary>
    public long FailuresConflict { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    public long FailuresPreconditionFailed { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.TooLarge"/>.</summary>
    public long FailuresTooLarge { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Throttled"/>.</summary>
    public long FailuresThrottled { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.NotSupported"/>.</summary>
    public long FailuresNotSupported { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.ServerError"/>.</summary>
    public long FailuresServerError { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.Timeout"/>.</summary>
    public long FailuresTimeout { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.ConnectionFailed"/>.</summary>
    public long FailuresConnectionFailed { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.InvalidResponse"/>.</summary>
    public long FailuresInvalidResponse { get; init; }
    /// <summary>Failures of kind <see cref="ErrorKind.ClientResources"/>: the client's own.</summary>
    public long FailuresClientResources { get; init; }
    /// <summary>
    /// Batches of kind <see cref="ErrorKind.Canceled"/>: the same as <see cref="Censored"/>, not part of <see cref="Failures"/>.
    /// </summary>
    public long FailuresCanceled { get; init; }

    /// <summary>
    /// Failures that were probably deadlocks, a part of <see cref="FailuresServerError"/>: 500s that name no operation and took 0.9 s or
    /// longer, since PostgreSQL looks for a deadlock after a wait of 1 s.
    /// </summary>
    public long Deadlocks { get; init; }

    /// <summary>Times that these batches were sent: <see cref="Requests"/> and their retries; operations count once for each.</summary>
    public long Attempts { get; init; }

    /// <summary>Operations sent.</summary>
    public long OperationsSent { get; init; }
    /// <summary>Operations that the server carried out or tried: committed, rolled back and failed ones.</summary>
    public long OperationsAttempted { get; init; }
    /// <summary>Operations that the server said were committed.</summary>
    public long OperationsCommitted { get; init; }
    /// <summary>Operations carried out and undone because a later one failed.</summary>
    public long OperationsRolledBack { get; init; }
    /// <summary>Operations that made their batch fail.</summary>
    public long OperationsFailed { get; init; }
    /// <summary>Operations that the server never came to.</summary>
    public long OperationsNotAttempted { get; init; }
    /// <summary>Operations of which no answer says whether they were committed.</summary>
    public long OperationsUnknown { get; init; }

    /// <summary>Batches completed in the window, per second.</summary>
    public double RequestsPerSecond { get; init; }
    /// <summary>Batches failed in the window, per second.</summary>
    public double FailuresPerSecond { get; init; }
    /// <summary>Operations committed in the window, per second; counted, never computed from configuration.</summary>
    public double CommittedOperationsPerSecond { get; init; }

    /// <summary>Response time, from the intended start to the end of the answer: arithmetic mean, ms.</summary>
    public double? MeanMs { get; init; }
    /// <summary>Response time: standard deviation, ms.</summary>
    public double? StdDevMs { get; init; }
    /// <summary>Response time: shortest, ms.</summary>
    public double? MinMs { get; init; }
    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }
    /// <summary>Response time: 66 % took no longer, ms.</summary>
    public double? P66Ms { get; init; }
    /// <summary>Response time: 75 % took no longer, ms.</summary>
    public double? P75Ms { get; init; }
    /// <summary>Response time: 80 % took no longer, ms.</summary>
    public double? P80Ms { get; init; }
    /// <summary>Response time: 90 % took no longer, ms.</summary>
    public double? P90Ms { get; init; }
    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }
    /// <summary>Response time: 98 % took no longer, ms.</summary>
    public double? P98Ms { get; init; }
    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }
    /// <summary>Response time: 99.9 % took no longer, ms.</summary>
    public double? P999Ms { get; init; }
    /// <summary>Response time: 99.99 % took no longer, ms.</summary>
    public double? P9999Ms { get; init; }
    /// <summary>Response time: longest, ms.</summary>
    public double? MaxMs { get; init; }

    /// <summary>Service time, from the real start to the end of the answer: arithmetic mean, ms.</summary>
    public double? ServiceMeanMs { get; init; }
    /// <summary>Service time: standard deviation, ms.</summary>
    public double? ServiceStdDevMs { get; init; }
    /// <summary>Service time: shortest, ms.</summary>
    public double? ServiceMinMs { get; init; }
    /// <summary>Service time: 50 % took no longer, ms.</summary>
    public double? ServiceP50Ms { get; init; }
    /// <summary>Service time: 66 % took no longer, ms.</summary>
    public double? ServiceP66Ms { get; init; }
    /// <summary>Service time: 75 % took no longer, ms.</summary>
    public double? ServiceP75Ms { get; init; }
    /// <summary>Service time: 80 % took no longer, ms.</summary>
    public double? ServiceP80Ms { get; init; }
    /// <summary>Service time: 90 % took no longer, ms.</summary>
    public double? ServiceP90Ms { get; init; }
    /// <summary>Service time: 95 % took no longer, ms.</summary>
    public double? ServiceP95Ms { get; init; }
    /// <summary>Service time: 98 % took no longer, ms.</summary>
    public double? ServiceP98Ms { get; init; }
    /// <summary>Service time: 99 % took no longer, ms.</summary>
    public double? ServiceP99Ms { get; init; }
    /// <summary>Service time: 99.9 % took no longer, ms.</summary>
    public double? ServiceP999Ms { get; init; }
    /// <summary>Service time: 99.99 % took no longer, ms.</summary>
    public double? ServiceP9999Ms { get; init; }
    /// <summary>Service time: longest, ms.</summary>
    public double? ServiceMaxMs { get; init; }

    /// <summary>Response time of failures: arithmetic mean, ms.</summary>
    public double? FailureMeanMs { get; init; }
    /// <summary>Response time of failures: shortest, ms.</summary>
    public double? FailureMinMs { get; init; }
    /// <summary>Response time of failures: 50 % took no longer, ms.</summary>
    public double? FailureP50Ms { get; init; }
    /// <summary>Response time of failures: 95 % took no longer, ms.</summary>
    public double? FailureP95Ms { get; init; }
    /// <summary>Response time of failures: 99 % took no longer, ms.</summary>
    public double? FailureP99Ms { get; init; }
    /// <summary>Response time of failures: longest, ms.</summary>
    public double? FailureMaxMs { get; init; }

    /// <summary>
    /// Requests that the response and service times cover: <see cref="TimesOf.Successes"/>, but for rows of version 0.1 and Locust's, which
    /// mixed in those of failures.
    /// </summary>
    public TimesOf TimesOf { get; init; }

    /// <summary>Time to the first byte of the answer from the real start: 50 % took no longer, ms; only runs know it.</summary>
    public double? FirstByteP50Ms { get; init; }
    /// <summary>Time to the first byte of the answer: 99 % took no longer, ms; only runs know it.</summary>
    public double? FirstByteP99Ms { get; init; }

    /// <summary>Triples that the requests carried, or, in a Volume run, began; 0 where results do not say it.</summary>
    public long Triples { get; init; }

    /// <summary>
    /// Mean latency per triple in milliseconds: the response times of all requests over their triples. In a Volume run a triple is several
    /// requests, so that only the Aggregated row has it. Null where nothing says how many triples there were.
    /// </summary>
    public double? TripleMeanMs { get; init; }

    /// <summary>Size of all request bodies.</summary>
    public long RequestBytes { get; init; }
    /// <summary>Size of all answers' bodies.</summary>
    public long ResponseBytes { get; init; }
    /// <summary>Mean size of a request body.</summary>
    public double? MeanRequestBytes { get; init; }
    /// <summary>Mean size of an answer's body.</summary>
    public double? MeanResponseBytes { get; init; }

    /// <summary>
    /// Transactions that the server's database committed per committed operation; only the row of all request names of a run that was given
    /// the database.
    /// </summary>
    public double? ServerCommitsPerOperation { get; init; }
    /// <summary>Bytes of write-ahead log per committed operation, likewise.</summary>
    public double? ServerWalBytesPerOperation { get; init; }
    /// <summary>Times that the write-ahead log was forced to disk per committed operation, likewise.</summary>
    public double? ServerWalSyncsPerOperation { get; init; }
    /// <summary>
    /// CPU time of the server's processes per committed operation, in milliseconds; only the row of all request names of a run that was
    /// given them.
    /// </summary>
    public double? ServerCpuMsPerOperation { get; init; }

    /// <summary>Percentiles of the response time at or above this one, 0 to 100, are lower bounds (<c>≥ x</c>), because enough batches
    /// were cut off that they could move it by more than 1 %; null when there is no such percentile.</summary>
    public double? CensoredFromPercentile { get; init; }

    /// <summary>True where the means of response and service time are lower bounds (<c>≥ x</c>), because batches that were cut off are in
    /// them.</summary>
    public bool MeanIsLowerBound => Censored > 0;

    /// <summary>True for percentiles that were rounded to two digits, as Locust's files have them.</summary>
    public bool Rounded { get; init; }

    /// <summary>True for a row that counts set-up requests, too, as Locust's Aggregated row does.</summary>
    public bool SetUpIncluded { get; init; }

    /// <summary>False where operations were counted from answers; true where they were inferred from batches that succeeded and their
    /// request name, as old results allow no better; null where nothing says how many there were, and the row's operations are 0.</summary>
    public bool? OperationsInferred { get; init; } = false;

    /// <summary>Response times in µs, an HdrHistogram in base64; null when it was not asked for.</summary>
    public string? ResponseTimeHistogram { get; init; }

    /// <summary>Response times of failures in µs, an HdrHistogram in base64; null when it was not asked for.</summary>
    public string? FailureTimeHistogram { get; init; }

    /// <summary>True where a figure of response or service times is a lower bound, which tables and pages mark by ≥.</summary>
    /// <param name="percentile">The percentile, 0 to 100; null for mean and deviation.</param>
    internal bool IsLowerBound(double? percentile) =>
        percentile is { } one ? one >= CensoredFromPercentile : MeanIsLowerBound;

    /// <summary>True where times of failures are among those of successes.</summary>
    internal bool HasMixedTimes => TimesOf == TimesOf.All && Failures > 0;

    /// <summary>Service times in µs, an HdrHistogram in base64; null when it was not asked for.</summary>
    public string? ServiceTimeHistogram { get; init; }

    /// <summary>Name, batches, failures, throughput and p95.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Requests:#,0} batches, {Failures:#,0} failed"
            + $", {CommittedOperationsPerSecond:#,0} operations/s, p95 {P95Ms?.ToString("#,0.0", CultureInfo.InvariantCulture) ?? "-"} ms");
}
