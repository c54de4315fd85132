namespace EdFi.BatchPerf.Running;

/// <summary>
/// Keeps a run's journal where there is one: remembers the clients, and ends the run when the journal cannot be written any more.
/// </summary>
internal sealed class JournalKeeper(IRunJournal? journal)
{
    private readonly List<VirtualClient> _clients = [];
    private readonly object _gate = new();
    private volatile bool _broken;

    /// <summary>Told of the error when the journal cannot be written.</summary>
    public Action<Exception> Failed { get; set; } = static _ => { };

    private IRunJournal? Journal => _broken ? null : journal;

    public long LastSequence(int client) => journal?.LastSequence(client) ?? 0;

    public void Register(VirtualClient client)
    {
        if (journal is not null)
        {
            lock (_gate)
            {
                _clients.Add(client);
            }
        }
    }

    /// <summary>See <see cref="IRunJournal.Reserve"/>; without a journal clients never ask again.</summary>
    public long Reserve(int client, long sequence)
    {
        var reserved = long.MaxValue;
        Try(j => reserved = j.Reserve(client, sequence));
        return reserved;
    }

    public void Doubt(int client, long sequence) => Try(j => j.Doubt(client, sequence));

    public void Exclude(int client, long sequence, int triple, int operation) => Try(j => j.Exclude(client, sequence, triple, operation));

    /// <summary>See <see cref="IRunJournal.Created"/>.</summary>
    public void Created(int client, long sequence, int triple, int operation, string id) =>
        Try(j => j.Created(client, sequence, triple, operation, id));

    public void Mark(TimeSpan elapsed) => Try(j => j.Mark(elapsed, Clients()));

    public void End(TimeSpan elapsed, StopReason reason) => Try(j => j.End(elapsed, reason));

    private List<(int Client, long Sequence)> Clients()
    {
        lock (_gate)
        {
            return _clients.ConvertAll(static c => (c.Number, c.Sequence));
        }
    }

    private void Try(Action<IRunJournal> write)
    {
        try
        {
            if (Journal is { } open)
            {
                write(open);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _broken = true;
            Failed(exception);
        }
    }
}
