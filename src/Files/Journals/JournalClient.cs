using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Content of a journal about the turns of one client.</summary>
internal sealed class JournalClient
{
    private readonly List<(long From, long To)> _open = [];
    private readonly SortedSet<long> _doubts = [];
    private readonly HashSet<(long Sequence, int Triple, int Operation)> _excluded = [];
    private readonly SortedDictionary<long, List<(int Triple, int Operation, DocumentId Id)>> _ids = [];
    private readonly Dictionary<long, List<(int Triple, int Operation, DocumentId Id)>> _suspectIds = [];
    private long _low = 1;
    private long _begun;
    private long _partStart;

    internal JournalClient()
    {
    }

    /// <summary>The last turn that it may have begun.</summary>
    public long High { get; private set; }

    /// <summary>Turns that it has begun, as far as that was written down.</summary>
    public long Begun => _begun + Math.Max(0, Last - _partStart);

    internal long Last { get; private set; }

    /// <summary>
    /// Turns whose outcome is unknown: in doubt when they ended, or possibly in flight when the process died.
    /// </summary>
    public IEnumerable<(long Sequence, bool InFlight)> Suspects()
    {
        foreach (var sequence in _doubts)
        {
            yield return (sequence, false);
        }

        foreach (var (from, to) in _open.Append((_low, High)))
        {
            for (var sequence = from; sequence <= to; sequence++)
            {
                if (!_doubts.Contains(sequence))
                {
                    yield return (sequence, true);
                }
            }
        }
    }

    internal void Reserve(long from, long to)
    {
        Mark(from - 1);
        _low = Math.Max(_low, from);
        High = Math.Max(High, to);
    }

    internal void Mark(long sequence)
    {
        Last = Math.Max(Last, sequence);
        _low = Math.Max(_low, sequence);
        Forget();
    }

    internal void Exclude(long sequence, int triple, int operation) => _excluded.Add((sequence, triple, operation));

    internal bool Excludes(long sequence, int triple, int operation) => _excluded.Contains((sequence, triple, operation));

    internal bool HasExcluded => _excluded.Count > 0;

    internal void Created(long sequence, int triple, int operation, DocumentId id)
    {
        if (!_ids.TryGetValue(sequence, out var ids))
        {
            _ids[sequence] = ids = [];
        }

        ids.Add((triple, operation, id));
    }

    internal DocumentId? IdOf(long sequence, int triple, int operation) =>
        _ids.TryGetValue(sequence, out var ids) || _suspectIds.TryGetValue(sequence, out ids)
            ? ids.FindLast(i => i.Triple == triple && i.Operation == operation).Id
            : null;

    /// <summary>Ids are many, and those of turns that left nothing are of no use.</summary>
    private void Forget()
    {
        while (_ids.Count > 0 && _ids.First() is var first && first.Key < _low)
        {
            if (_doubts.Contains(first.Key) || _open.Exists(o => first.Key >= o.From && first.Key <= o.To))
            {
                _suspectIds[first.Key] = first.Value;
            }

            _ids.Remove(first.Key);
        }
    }

    internal void Doubt(long sequence) => _doubts.Add(sequence);

    /// <summary>All turns that were begun have ended; those reserved beyond the last were never begun.</summary>
    internal void End() => _low = High + 1;

    /// <summary>Begins another part of the run, after the turns that may have been begun in the last one.</summary>
    internal void BeginPart()
    {
        if (_low <= High)
        {
            _open.Add((_low, High));
        }

        _begun = Begun;
        _partStart = Last = High;
        _low = High + 1;
    }
}
