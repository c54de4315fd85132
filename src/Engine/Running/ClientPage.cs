namespace EdFi.BatchPerf.Running;

/// <summary>
/// One client's turns, as the run's journal keeps them. For one turn at a time; how far it came may be read by any thread.
/// </summary>
internal sealed class ClientPage
{
    private readonly JournalKeeper _journal;
    private long _sequence;
    private long _reserved;

    /// <param name="journal">The run's.</param>
    /// <param name="client">Number of the client.</param>
    /// <param name="last">The last turn that it may have begun in an earlier part of the run; 0 for none.</param>
    public ClientPage(JournalKeeper journal, int client, long last)
    {
        _journal = journal;
        Client = client;
        _sequence = _reserved = last;
    }

    /// <summary>Number of the client.</summary>
    public int Client { get; }

    /// <summary>Turns begun so far, those of an earlier part of the run included.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Begins the next turn, once the journal has it.</summary>
    /// <returns>Its number.</returns>
    public long Begin()
    {
        var sequence = _sequence + 1;
        if (sequence > _reserved)
        {
            _reserved = _journal.Reserve(Client, sequence);
        }

        Volatile.Write(ref _sequence, sequence);
        return sequence;
    }

    /// <summary>See <see cref="IRunJournal.Doubt"/>.</summary>
    public void Doubt() => _journal.Try(j => j.Doubt(Client, _sequence));

    /// <summary>See <see cref="IRunJournal.Exclude"/>.</summary>
    public void Exclude(int triple, int operation) => _journal.Try(j => j.Exclude(Client, _sequence, triple, operation));

    /// <summary>See <see cref="IRunJournal.Created"/>.</summary>
    public void Created(int triple, int operation, string id) => _journal.Try(j => j.Created(Client, _sequence, triple, operation, id));
}
