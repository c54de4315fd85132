using System.Diagnostics;
using System.Globalization;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Bench.Sink;

/// <summary>
/// Keeps each batch waiting as long as it was told to, and says how long that really was: from the moment at which all of the request
/// had been read to the one at which the answer was sent. It costs next to no CPU, so that no batch waits for another's.
/// </summary>
/// <param name="milliseconds">How long; 0 for not at all.</param>
internal sealed class SinkHolds(double milliseconds)
{
    private readonly Lock _gate = new();
    private readonly List<double> _held = [];
    private long _frozenUntil;

    public void Hold()
    {
        if (milliseconds <= 0)
        {
            return;
        }

        var began = Stopwatch.GetTimestamp();
        _ = PreciseSleep.Until(After(began, milliseconds), static () => true);
        _ = PreciseSleep.Until(Volatile.Read(ref _frozenUntil), static () => true);
        lock (_gate)
        {
            _held.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    public void FreezeFor(int time) => Volatile.Write(ref _frozenUntil, After(Stopwatch.GetTimestamp(), time));

    public void Forget()
    {
        lock (_gate)
        {
            _held.Clear();
        }
    }

    /// <summary>All since the last time that it was told to forget, in milliseconds, with blanks between them.</summary>
    public string List()
    {
        lock (_gate)
        {
            return string.Join(' ', _held.Select(static h => h.ToString("0.0000", CultureInfo.InvariantCulture)));
        }
    }

    private static long After(long timestamp, double time) => timestamp + (long)(time * Stopwatch.Frequency / 1000);
}
