using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The kinds of failure of a run: at most 200 and one named <c>other</c> for the rest. Recording is safe from any thread.
/// </summary>
public sealed class DistinctErrors
{
    /// <summary>The most sorts told apart.</summary>
    public const int MaxDistinct = 200;

    private const string OtherText = "other";
    private readonly ConcurrentDictionary<ErrorKey, ErrorCounter> _errors = new();
    private readonly ErrorText _text;
    private ErrorCounter? _other;
    private int _reserved;

    /// <summary>Makes an empty set.</summary>
    /// <param name="runId">The run's id, with which its natural keys begin: what begins with it is no difference between messages. Null
    /// when not known.</param>
    public DistinctErrors(string? runId = null) => _text = new ErrorText(runId);

    /// <summary>What failed so far, the most frequent first, <c>other</c> last.</summary>
    public IReadOnlyList<DistinctError> Snapshot()
    {
        var errors = _errors.Select(static e => e.Value.Read(e.Key)).OfType<DistinctError>()
            .OrderByDescending(static e => e.Occurrences)
            .ThenBy(static e => e.Name, StringComparer.Ordinal)
            .ThenBy(static e => e.Message, StringComparer.Ordinal);
        var other = Volatile.Read(ref _other)?.Read(new ErrorKey(Kind: null, Status: null, new RequestName(""), OtherText));
        return other is null ? [.. errors] : [.. errors, other];
    }

    /// <summary>The message of a failure of that kind; null where there was none.</summary>
    public string? First(ErrorKind kind) => _errors.Keys.FirstOrDefault(key => key.Kind == kind).Message;

    /// <summary>Counts one result; a success, and a batch cut off at the end of the run, are passed over.</summary>
    public void Record(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Success && result.ErrorKind != ErrorKind.Canceled)
        {
            CounterFor(result).Count(result);
        }
    }

    private ErrorCounter CounterFor(BatchResult result)
    {
        var key = new ErrorKey(
            result.ErrorKind,
            result.StatusCode,
            new RequestName(result.Name, result.Method),
            _text.Normalize(result.Error));
        if (_errors.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _reserved) < MaxDistinct && Interlocked.Increment(ref _reserved) <= MaxDistinct)
        {
            var fresh = new ErrorCounter(result);
            var kept = _errors.GetOrAdd(key, fresh);
            if (!ReferenceEquals(kept, fresh))
            {
                Interlocked.Decrement(ref _reserved);
            }

            return kept;
        }

        return _errors.TryGetValue(key, out known) ? known : Other(result);
    }

    private ErrorCounter Other(BatchResult result)
    {
        var other = new ErrorCounter(result);
        return Interlocked.CompareExchange(ref _other, other, comparand: null) ?? other;
    }
}
