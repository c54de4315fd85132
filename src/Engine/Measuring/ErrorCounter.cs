using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts the occurrences of one kind of failure, without locks.</summary>
internal sealed class ErrorCounter(string? firstCorrelationId, FailedOperation? firstFailed)
{
    private long _occurrences;
    private long _retried;
    private long _firstSeen = long.MaxValue;
    private long _lastSeen = long.MinValue;

    public void Count(BatchResult result) => Count(RunWindow.CompletionTicks(result), ref _occurrences);

    /// <summary>Counts an attempt that was followed by another.</summary>
    public void Count(BatchAttempt attempt) =>
        Count(attempt.StartedAt.UtcTicks + (long)(attempt.ServiceTimeMs * TimeSpan.TicksPerMillisecond), ref _retried);

    public DistinctError? Read(ErrorKey key) =>
        (Volatile.Read(ref _occurrences), Volatile.Read(ref _retried)) is var (occurrences, retried) && occurrences + retried == 0
            ? null
            : new DistinctError
    {
        Kind = key.Kind,
        StatusCode = key.Status,
        Name = key.Request.Name,
        Method = key.Request.Method,
        Message = key.Message,
        Occurrences = occurrences,
        Retried = retried,
        FirstSeen = new DateTimeOffset(Volatile.Read(ref _firstSeen), TimeSpan.Zero),
        LastSeen = new DateTimeOffset(Volatile.Read(ref _lastSeen), TimeSpan.Zero),
        FirstCorrelationId = firstCorrelationId,
        FirstFailedOperation = firstFailed,
    };

    private void Count(long ended, ref long count)
    {
        Extremes.Lower(ref _firstSeen, ended);
        Extremes.Raise(ref _lastSeen, ended);
        Interlocked.Increment(ref count);
    }
}
