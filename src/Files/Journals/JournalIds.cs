using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// The ids of the documents of a run that keeps all of them. They are as many as the run's documents, so only those of some turns are held,
/// and the journal is read again for the next ones: asked for in the order of clients and turns, it is read once for each so many turns.
/// </summary>
/// <param name="path">The journal.</param>
/// <param name="most">Turns whose ids are held at once, 1 or more.</param>
internal sealed class JournalIds(string path, int most = JournalIds.MostTurns)
{
    /// <summary>About 15 MB.</summary>
    public const int MostTurns = 100_000;

    private static readonly (int Client, long Sequence) Last = (int.MaxValue, long.MaxValue);
    private readonly Dictionary<(int Client, long Sequence), List<(int Triple, int Operation, DocumentId Id)>> _held = [];
    private (int Client, long Sequence) _from = Last;
    private (int Client, long Sequence) _to = Last;

    /// <summary>Turns whose ids are held.</summary>
    public int HeldTurns => _held.Count;

    /// <summary>Returns the id that the server gave to a document that a turn created; null where the journal has none.</summary>
    /// <exception cref="BatchPerfException">JournalNotReadable; JournalDamaged.</exception>
    public DocumentId? IdOf(JournalTurn turn, int triple, int operation)
    {
        var key = (turn.Client, turn.Sequence);
        if (key.CompareTo(_from) < 0 || key.CompareTo(_to) > 0)
        {
            Load(key);
        }

        return _held.TryGetValue(key, out var ids) ? ids.FindLast(i => i.Triple == triple && i.Operation == operation).Id : null;
    }

    /// <summary>Takes the ids of the first turns from one on.</summary>
    private void Load((int Client, long Sequence) from)
    {
        _held.Clear();
        (_from, _to) = (from, Last);
        var turns = new SortedSet<(int Client, long Sequence)>();
        foreach (var line in new JournalLines(path).Read())
        {
            if (line.Split(' ') is ["i", var client, var turn, var triple, var operation, var id]
                && JournalNumbers.Client(client, out var number)
                && JournalNumbers.Turn(turn, out var sequence)
                && JournalNumbers.Position(triple, out var position)
                && JournalNumbers.Position(operation, out var create)
                && DocumentId.TryParse(id) is { } document
                && (number, sequence).CompareTo(_from) >= 0
                && (number, sequence).CompareTo(_to) <= 0)
            {
                Take((number, sequence), turns, (position, create, document));
            }
        }
    }

    private void Take(
        (int Client, long Sequence) key,
        SortedSet<(int Client, long Sequence)> turns,
        (int Triple, int Operation, DocumentId Id) created)
    {
        if (!_held.TryGetValue(key, out var ids))
        {
            _held[key] = ids = [];
            turns.Add(key);
        }

        ids.Add(created);
        if (HeldTurns > most)
        {
            _held.Remove(turns.Max);
            turns.Remove(turns.Max);
            _to = turns.Max;
        }
    }
}
