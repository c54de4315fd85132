namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Requests in a row without an answer, and for how long there was none. Safe for concurrent use.
/// </summary>
/// <param name="time">Measures.</param>
/// <param name="span">Time from the first of these requests from which on the silence has lasted, 0 or more.</param>
internal sealed class Silence(TimeProvider time, TimeSpan span)
{
    /// <summary>Longer than a server takes to restart, as a rule.</summary>
    public static readonly TimeSpan UsualSpan = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);
    private readonly object _lock = new();
    private int _count;
    private long _since;
    private TimeSpan _wait;

    /// <summary>Requests in a row without an answer.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a request without an answer.</summary>
    /// <returns>How many there are in a row.</returns>
    public int Add()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                _since = time.GetTimestamp();
                _wait = FirstWait;
            }

            return ++_count;
        }
    }

    /// <summary>An answer came.</summary>
    public void End()
    {
        lock (_lock)
        {
            _count = 0;
        }
    }

    /// <summary>Returns the wait before the server is asked once more, of 1 s, doubled each time, to 8 s; null where the silence has
    /// lasted.</summary>
    public TimeSpan? NextWait()
    {
        lock (_lock)
        {
            var left = span - time.GetElapsedTime(_since);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            var wait = _wait < left ? _wait : left;
            _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
            return wait;
        }
    }
}
