using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The kinds of failure of a run: at most 200 and one named <c>other</c> for the rest. Recording is safe from any thread.
/// </summary>
internal sealed class DistinctErrors
{
    /// <summary>The most sorts told apart.</summary>
    public const int MaxDistinct = 200;

    /// <summary>The message of those beyond.</summary>
    public const string OtherText = "other";

    private readonly ConcurrentDictionary<ErrorKey, ErrorCounter> _errors = new();
    private readonly ErrorText _text;
    private ErrorCounter? _other;
    private int _reserved;

    /// <summary>Makes an empty set.</summary>
    /// <param name="runId">
    /// The run's id, with which its natural keys begin: a text that begins with it is no difference between messages. Null when not known.
    /// </param>
    public DistinctErrors(string? runId = null) => _text = new ErrorText(runId);

    /// <summary>Returns the distinct errors so far, the most frequent first, <c>other</c> last.</summary>
    public IReadOnlyList<DistinctError> Snapshot()
    {
        var errors = _errors.Select(static e => e.Value.Read(e.Key)).OfType<DistinctError>()
            .OrderByDescending(static e => e.Occurrences)
            .ThenByDescending(static e => e.Retried)
            .ThenBy(static e => e.Name, StringComparer.Ordinal)
            .ThenBy(static e => e.Message, StringComparer.Ordinal);
        var other = Volatile.Read(ref _other)?.Read(new ErrorKey(Kind: null, Status: null, new RequestName(""), OtherText));
        return other is null ? [.. errors] : [.. errors, other];
    }

    /// <summary>The message of a failure of that kind; null where there was none.</summary>
    public string? First(ErrorKind kind) => _errors.Keys.FirstOrDefault(key => key.Kind == kind).Message;

    /// <summary>
    /// Counts one result, and its attempts that were followed by another; a success, and a batch cut off at the end of the run, are passed
    /// over.
    /// </summary>
    public void Record(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var request = new RequestName(result.Name, result.Method);
        if (!result.Success && result.ErrorKind != ErrorKind.Canceled)
        {
            var key = new ErrorKey(result.ErrorKind, result.StatusCode, request, _text.Normalize(result.Error));
            CounterFor(key, result.CorrelationId, result.FailedOperation).Count(result);
        }

        for (var i = 0; i < (result.Attempts?.Count ?? 0) - 1; i++)
        {
            var attempt = result.Attempts![i];
            var key = new ErrorKey(attempt.ErrorKind, attempt.StatusCode, request, _text.Normalize(attempt.Error));
            CounterFor(key, attempt.CorrelationId, failed: null).Count(attempt);
        }
    }

    private ErrorCounter CounterFor(ErrorKey key, string? correlationId, FailedOperation? failed)
    {
        if (_errors.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _reserved) < MaxDistinct && Interlocked.Increment(ref _reserved) <= MaxDistinct)
        {
            var fresh = new ErrorCounter(correlationId, failed);
            var kept = _errors.GetOrAdd(key, fresh);
            if (!ReferenceEquals(kept, fresh))
            {
                Interlocked.Decrement(ref _reserved);
            }

            return kept;
        }

        return _errors.TryGetValue(key, out known) ? known : Other(correlationId, failed);
    }

    private ErrorCounter Other(string? correlationId, FailedOperation? failed)
    {
        var other = new ErrorCounter(correlationId, failed);
        return Interlocked.CompareExchange(ref _other, other, comparand: null) ?? other;
    }
}
