namespace EdFi.BatchPerf.Files.Locust;

/// <summary>Remembers the figures of request names in the last ten seconds, so that a difference can be taken. Pure.</summary>
internal sealed class HistoryWindow
{
    private const double Seconds = 10;
    private const double Jitter = 0.5;
    private readonly Queue<(double At, Dictionary<RequestName, NameSnapshot> Names)> _past = new([(0, [])]);

    /// <summary>Moves on; returns the difference to about ten seconds ago, or to the start, by name, and its length in seconds.</summary>
    /// <param name="seconds">Since the start of the run.</param>
    /// <param name="names">Cumulative, as they stand now.</param>
    public (double Seconds, Dictionary<RequestName, LocustEntry> Entries) Advance(double seconds, IReadOnlyList<NameSnapshot> names)
    {
        while (_past.Count > 1 && seconds - _past.Skip(1).First().At >= Seconds - Jitter)
        {
            _past.Dequeue();
        }

        var (at, earlier) = _past.Peek();
        var entries = names.ToDictionary(static n => n.Request, n => LocustEntry.Of(n.Subtract(earlier.GetValueOrDefault(n.Request))));
        _past.Enqueue((seconds, names.ToDictionary(static n => n.Request)));
        return (seconds - at, entries);
    }
}
