using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts the occurrences of one kind of failure, without locks.</summary>
internal sealed class ErrorCounter(BatchResult first)
{
    private long _occurrences;
    private long _firstSeen = long.MaxValue;
    private long _lastSeen = long.MinValue;

    public void Count(BatchResult result)
    {
        var ended = RunWindow.CompletionTicks(result);
        Extremes.Lower(ref _firstSeen, ended);
        Extremes.Raise(ref _lastSeen, ended);
        Interlocked.Increment(ref _occurrences);
    }

    public DistinctError? Read(ErrorKey key) =>
        Volatile.Read(ref _occurrences) is var occurrences && occurrences == 0 ? null : new DistinctError
    {
        Kind = key.Kind,
        StatusCode = key.Status,
        Name = key.Request.Name,
        Method = key.Request.Method,
        Message = key.Message,
        Occurrences = occurrences,
        FirstSeen = new DateTimeOffset(Volatile.Read(ref _firstSeen), TimeSpan.Zero),
        LastSeen = new DateTimeOffset(Volatile.Read(ref _lastSeen), TimeSpan.Zero),
        FirstCorrelationId = first.CorrelationId,
        FirstFailedOperation = first.FailedOperation,
    };
}
