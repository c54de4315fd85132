using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Figures of the batches completed in one interval of a run, whatever its phase: one request name's, or all of them in the row named
/// <see cref="BatchMetrics.AggregatedName"/>. Flat, and null where there is no sample. Percentiles are those of the interval's own
/// histogram, within 0.1 %.
/// </summary>
public sealed record BatchIntervalMetrics
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Request name, for example <c>students-batch-10</c>.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method of the requests; null in the rows named Aggregated.</summary>
    public string? Method { get; init; }

    /// <summary>Time at which the interval began.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>
    /// <see cref="StartsAt"/> as ISO 8601 writes it, in UTC: Export-Csv writes moments in the session's culture and without fractions.
    /// </summary>
    public string? StartsAtUtc => MomentText.Write(StartsAt);

    /// <summary>Start of the interval in seconds since the start of the run.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Length of the interval in seconds, as it really was; that of the last one ends with the run.</summary>
    public double WidthSeconds { get; init; }

    /// <summary>The most clients that were running when the interval was sampled; null where only results are known.</summary>
    public int? Clients { get; init; }

    /// <summary>The most batches that were under way when the interval was sampled; null where only results are known.</summary>
    public int? InFlight { get; init; }

    /// <summary>Batches that ended; those cut off are not counted.</summary>
    public long Requests { get; init; }

    /// <summary>Batches that failed; those cut off are not counted.</summary>
    public long Failures { get; init; }

    /// <summary>Failures divided by requests, 0 to 1.</summary>
    public double FailureRate => Requests == 0 ? 0 : (double)Failures / Requests;

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
    /// <summary>Batches cut off at the end of the run; neither in <see cref="Requests"/> nor in <see cref="Failures"/>.</summary>
    public long FailuresCanceled { get; init; }

    /// <summary>Operations that the server said were committed.</summary>
    public long OperationsCommitted { get; init; }

    /// <summary>Batches that ended, per second.</summary>
    public double RequestsPerSecond => PerSecond(Requests);

    /// <summary>Failures per second.</summary>
    public double FailuresPerSecond => PerSecond(Failures);

    /// <summary>Operations committed, per second.</summary>
    public double CommittedOperationsPerSecond => PerSecond(OperationsCommitted);

    /// <summary>Response time: arithmetic mean, ms.</summary>
    public double? MeanMs { get; init; }
    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }
    /// <summary>Response time: 90 % took no longer, ms.</summary>
    public double? P90Ms { get; init; }
    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }
    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }
    /// <summary>Response time: 99.9 % took no longer, ms.</summary>
    public double? P999Ms { get; init; }
    /// <summary>Response time: longest, ms.</summary>
    public double? MaxMs { get; init; }

    /// <summary>Response time of failures: arithmetic mean, ms; null where none failed.</summary>
    public double? FailureMeanMs { get; init; }
    /// <summary>Response time of failures: 50 % took no longer, ms.</summary>
    public double? FailureP50Ms { get; init; }
    /// <summary>Response time of failures: 95 % took no longer, ms.</summary>
    public double? FailureP95Ms { get; init; }
    /// <summary>Response time of failures: 99 % took no longer, ms.</summary>
    public double? FailureP99Ms { get; init; }
    /// <summary>Response time of failures: longest, ms.</summary>
    public double? FailureMaxMs { get; init; }

    internal static BatchIntervalMetrics Of(IntervalFrame frame, RequestName? request, IntervalPoint point)
    {
        var times = point.Histogram;
        var figures = times?.PercentilesMs(90, 99.9) ?? new double?[2];
        return new BatchIntervalMetrics
        {
            RunId = frame.RunId,
            Name = request?.Name ?? BatchMetrics.AggregatedName,
            Method = request?.Method,
            StartsAt = frame.RunStart.AddSeconds(frame.StartSeconds),
            StartSeconds = frame.StartSeconds,
            WidthSeconds = frame.WidthSeconds,
            Clients = frame.Clients,
            InFlight = frame.InFlight,
            Requests = point.Batches,
            Failures = point.Failures,
            FailuresBadRequest = point.FailuresBadRequest,
            FailuresValidation = point.FailuresValidation,
            FailuresUnauthorized = point.FailuresUnauthorized,
            FailuresForbidden = point.FailuresForbidden,
            FailuresNotFound = point.FailuresNotFound,
            FailuresConflict = point.FailuresConflict,
            FailuresPreconditionFailed = point.FailuresPreconditionFailed,
            FailuresTooLarge = point.FailuresTooLarge,
            FailuresThrottled = point.FailuresThrottled,
            FailuresNotSupported = point.FailuresNotSupported,
            FailuresServerError = point.FailuresServerError,
            FailuresTimeout = point.FailuresTimeout,
            FailuresConnectionFailed = point.FailuresConnectionFailed,
            FailuresInvalidResponse = point.FailuresInvalidResponse,
            FailuresClientResources = point.FailuresClientResources,
            FailuresCanceled = point.FailuresCanceled,
            OperationsCommitted = point.OperationsCommitted,
            MeanMs = times?.MeanMs,
            P50Ms = point.P50Ms,
            P90Ms = figures[0],
            P95Ms = point.P95Ms,
            P99Ms = point.P99Ms,
            P999Ms = figures[1],
            MaxMs = point.MaxMs,
            FailureMeanMs = point.FailureHistogram?.MeanMs,
            FailureP50Ms = point.FailureP50Ms,
            FailureP95Ms = point.FailureP95Ms,
            FailureP99Ms = point.FailureP99Ms,
            FailureMaxMs = point.FailureMaxMs,
        };
    }

    private double PerSecond(long count) => WidthSeconds > 0 ? count / WidthSeconds : 0;

    /// <summary>Name, start in seconds, batches, failures and p95.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} at {StartSeconds:0.#} s: {Requests:#,0} batches, {Failures:#,0} failed"
            + $", p95 {P95Ms?.ToString("#,0.0", CultureInfo.InvariantCulture) ?? "-"} ms");
}
