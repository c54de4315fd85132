using System.Globalization;
using System.Collections.ObjectModel;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf;

/// <summary>
/// Figures of the batches completed in one interval of a run, whatever its phase: flat, and null where there is no sample.
/// </summary>
public sealed record IntervalPoint
{
    private static readonly ReadOnlyDictionary<RequestName, IntervalPoint> NoNames = ReadOnlyDictionary<RequestName, IntervalPoint>.Empty;

    /// <summary>Start of the interval in seconds since the start of the run.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Length of the interval in seconds, as it really was.</summary>
    public double WidthSeconds { get; init; }

    /// <summary>The most clients that were at work in the interval.</summary>
    public int Clients { get; init; }

    /// <summary>The most batches that were under way when the interval was sampled.</summary>
    public int InFlight { get; init; }

    /// <summary>Batches that ended; those cut off are not counted.</summary>
    public long Batches { get; init; }

    /// <summary>Batches that failed; those cut off are not counted.</summary>
    public long Failures { get; init; }

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
    /// <summary>Batches cut off at the end of the run; neither in <see cref="Batches"/> nor in <see cref="Failures"/>.</summary>
    public long FailuresCanceled { get; init; }

    /// <summary>Operations that the server said were committed.</summary>
    public long OperationsCommitted { get; init; }

    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }

    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }

    /// <summary>Longest response time, ms, within 0.1 %.</summary>
    public double? MaxMs { get; init; }

    /// <summary>Response time of failures: 50 % took no longer, ms; null where none failed.</summary>
    public double? FailureP50Ms { get; init; }

    /// <summary>Response time of failures: 95 % took no longer, ms.</summary>
    public double? FailureP95Ms { get; init; }

    /// <summary>Response time of failures: 99 % took no longer, ms.</summary>
    public double? FailureP99Ms { get; init; }

    /// <summary>Response time of failures: longest, ms.</summary>
    public double? FailureMaxMs { get; init; }

    /// <summary>Batches that ended, per second.</summary>
    public double RequestsPerSecond => PerSecond(Batches);

    /// <summary>Failures per second.</summary>
    public double FailuresPerSecond => PerSecond(Failures);

    /// <summary>Operations committed, per second.</summary>
    public double CommittedOperationsPerSecond => PerSecond(OperationsCommitted);

    internal PackedHistogram? Histogram { get; init; }

    /// <summary>Response times of failures; null where they are not known.</summary>
    internal PackedHistogram? FailureHistogram { get; init; }

    /// <summary>
    /// Figures of the interval by request name and method; their start and width are this point's. Empty for a point that was read from a
    /// file.
    /// </summary>
    internal IReadOnlyDictionary<RequestName, IntervalPoint> Names { get; init; } = NoNames;

    /// <summary>
    /// The response times of the interval in µs; empty for a point that was read from a file. A method, so that no serialiser writes it.
    /// </summary>
    public LatencyHistogram GetResponseTimes() => Histogram?.Unpack() ?? new LatencyHistogram();

    /// <summary>
    /// The interval by request name and method, each with its own counts and response times; empty for a point that was read from a file. A
    /// method, so that no serialiser writes it.
    /// </summary>
    public IReadOnlyDictionary<RequestName, IntervalPoint> GetNames() => Names;

    /// <summary>Returns the number of batches that failed with the given kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the kinds.</exception>
    public long FailuresOf(ErrorKind kind) => kind switch
    {
        ErrorKind.BadRequest => FailuresBadRequest,
        ErrorKind.Validation => FailuresValidation,
        ErrorKind.Unauthorized => FailuresUnauthorized,
        ErrorKind.Forbidden => FailuresForbidden,
        ErrorKind.NotFound => FailuresNotFound,
        ErrorKind.Conflict => FailuresConflict,
        ErrorKind.PreconditionFailed => FailuresPreconditionFailed,
        ErrorKind.TooLarge => FailuresTooLarge,
        ErrorKind.Throttled => FailuresThrottled,
        ErrorKind.NotSupported => FailuresNotSupported,
        ErrorKind.ServerError => FailuresServerError,
        ErrorKind.Timeout => FailuresTimeout,
        ErrorKind.ConnectionFailed => FailuresConnectionFailed,
        ErrorKind.InvalidResponse => FailuresInvalidResponse,
        ErrorKind.ClientResources => FailuresClientResources,
        ErrorKind.Canceled => FailuresCanceled,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>This interval and the one that follows it as one: counts added, percentiles from the merged histograms.</summary>
    internal IntervalPoint Merge(IntervalPoint next)
    {
        return Of(
            kind => FailuresOf(kind) + next.FailuresOf(kind),
            Merge(Histogram, next.Histogram) ?? new PackedHistogram(new LatencyHistogram()),
            Merge(FailureHistogram, next.FailureHistogram)) with
        {
            StartSeconds = StartSeconds,
            WidthSeconds = next.StartSeconds + next.WidthSeconds - StartSeconds,
            Clients = Math.Max(Clients, next.Clients),
            InFlight = Math.Max(InFlight, next.InFlight),
            Batches = Batches + next.Batches,
            Failures = Failures + next.Failures,
            OperationsCommitted = OperationsCommitted + next.OperationsCommitted,
            Names = MergeNames(Names, next.Names),
        };
    }

    /// <summary>This interval and the same one of another machine as one: counts and clients added, percentiles from the merged
    /// histograms.</summary>
    internal IntervalPoint Beside(IntervalPoint other) => Merge(other) with
    {
        WidthSeconds = Math.Max(WidthSeconds, other.WidthSeconds),
        Clients = Clients + other.Clients,
        InFlight = InFlight + other.InFlight,
    };

    private static PackedHistogram? Merge(PackedHistogram? first, PackedHistogram? second) =>
        first is null || second is null ? first ?? second : first.Merge(second);

    /// <summary>A point with failures by kind and response times filled in.</summary>
    internal static IntervalPoint Of(Func<ErrorKind, long> failures, PackedHistogram times, PackedHistogram? failureTimes)
    {
        var figures = times.PercentilesMs(50, 95, 99, 100);
        var ofFailures = failureTimes?.PercentilesMs(50, 95, 99, 100) ?? new double?[4];
        return new IntervalPoint
        {
            FailuresBadRequest = failures(ErrorKind.BadRequest),
            FailuresValidation = failures(ErrorKind.Validation),
            FailuresUnauthorized = failures(ErrorKind.Unauthorized),
            FailuresForbidden = failures(ErrorKind.Forbidden),
            FailuresNotFound = failures(ErrorKind.NotFound),
            FailuresConflict = failures(ErrorKind.Conflict),
            FailuresPreconditionFailed = failures(ErrorKind.PreconditionFailed),
            FailuresTooLarge = failures(ErrorKind.TooLarge),
            FailuresThrottled = failures(ErrorKind.Throttled),
            FailuresNotSupported = failures(ErrorKind.NotSupported),
            FailuresServerError = failures(ErrorKind.ServerError),
            FailuresTimeout = failures(ErrorKind.Timeout),
            FailuresConnectionFailed = failures(ErrorKind.ConnectionFailed),
            FailuresInvalidResponse = failures(ErrorKind.InvalidResponse),
            FailuresClientResources = failures(ErrorKind.ClientResources),
            FailuresCanceled = failures(ErrorKind.Canceled),
            P50Ms = figures[0],
            P95Ms = figures[1],
            P99Ms = figures[2],
            MaxMs = figures[3],
            FailureP50Ms = ofFailures[0],
            FailureP95Ms = ofFailures[1],
            FailureP99Ms = ofFailures[2],
            FailureMaxMs = ofFailures[3],
            Histogram = times,
            FailureHistogram = failureTimes,
        };
    }

    private static IReadOnlyDictionary<RequestName, IntervalPoint> MergeNames(
        IReadOnlyDictionary<RequestName, IntervalPoint> first,
        IReadOnlyDictionary<RequestName, IntervalPoint> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return first.Count == 0 ? second : first;
        }

        var merged = new Dictionary<RequestName, IntervalPoint>(first);
        foreach (var (name, point) in second)
        {
            merged[name] = merged.TryGetValue(name, out var known) ? known.Merge(point) : point;
        }

        return merged;
    }

    private double PerSecond(long count) => WidthSeconds > 0 ? count / WidthSeconds : 0;

    /// <summary>Start in seconds, batches, failures and p95.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{StartSeconds:0.#} s: {Batches:#,0} batches, {Failures:#,0} failed"
            + $", p95 {P95Ms?.ToString("#,0.0", CultureInfo.InvariantCulture) ?? "-"} ms");
}
