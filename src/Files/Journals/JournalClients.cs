using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// The clients of a journal. Turns are reserved in small blocks one after the other, so that no line, forged or damaged, can ask for more
/// turns than a run would have been given.
/// </summary>
/// <param name="strict">
/// True where blocks must follow one another without a gap; lines of version 0.1 may have been lost between them.
/// </param>
/// <param name="keepIds">True to keep ids of documents that turns created; those of turns that have ended well are dropped.</param>
internal sealed class JournalClients(bool strict, bool keepIds)
{
    private const int LargestGap = 4 * RunJournal.LargestBlock;
    private readonly SortedDictionary<int, JournalClient> _clients = [];

    public IReadOnlyDictionary<int, JournalClient> All => _clients;

    /// <summary>Turns that may be begun; false where a run does not write this.</summary>
    public bool Reserve(string client, string from, string to)
    {
        if (!JournalNumbers.Client(client, out var number)
            || !JournalNumbers.Turn(from, out var first)
            || !JournalNumbers.Turn(to, out var last)
            || last < first
            || last - first >= RunJournal.LargestBlock)
        {
            return false;
        }

        var high = _clients.TryGetValue(number, out var known) ? known.High : 0;
        if (first <= high || first - high > (strict ? 1 : LargestGap))
        {
            return false;
        }

        if (known is null)
        {
            _clients[number] = known = new JournalClient();
        }

        known.Reserve(first, last);
        return true;
    }

    /// <summary><c>client:turn</c>, how far one has come; false where a run does not write this.</summary>
    public bool Mark(string mark)
    {
        var colon = mark.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || Find(mark[..colon], mark[(colon + 1)..], out var sequence) is not { } client)
        {
            return false;
        }

        client.Mark(sequence);
        return true;
    }

    /// <summary>A turn in doubt; false where a run does not write this.</summary>
    public bool Doubt(string client, string turn)
    {
        if (Find(client, turn, out var sequence) is not { } known)
        {
            return false;
        }

        known.Doubt(sequence);
        return true;
    }

    /// <summary>A document of a turn that was there before the run; false where a run does not write this.</summary>
    public bool Exclude(string client, string turn, string triple, string operation)
    {
        if (!JournalNumbers.Position(triple, out var position)
            || !JournalNumbers.Position(operation, out var create)
            || Find(client, turn, out var sequence) is not { } known)
        {
            return false;
        }

        known.Exclude(sequence, position, create);
        return true;
    }

    /// <summary>Takes the id of a document that a turn created; false where a run does not write such a line.</summary>
    public bool Created(string client, string turn, string triple, string operation, string id)
    {
        if (!JournalNumbers.Position(triple, out var position)
            || !JournalNumbers.Position(operation, out var create)
            || DocumentId.TryParse(id) is not { } document
            || Find(client, turn, out var sequence) is not { } known)
        {
            return false;
        }

        if (keepIds)
        {
            known.Created(sequence, position, create, document);
        }

        return true;
    }

    public void End()
    {
        foreach (var client in _clients.Values)
        {
            client.End();
        }
    }

    public void BeginPart()
    {
        foreach (var client in _clients.Values)
        {
            client.BeginPart();
        }
    }

    /// <summary>A client that has had the turn reserved.</summary>
    private JournalClient? Find(string client, string turn, out long sequence)
    {
        sequence = 0;
        return JournalNumbers.Client(client, out var number)
            && JournalNumbers.Turn(turn, out sequence)
            && sequence >= 1
            && _clients.TryGetValue(number, out var known)
            && sequence <= known.High
            ? known
            : null;
    }
}
