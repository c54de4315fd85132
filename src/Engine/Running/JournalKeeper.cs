namespace EdFi.BatchPerf.Running;

/// <summary>
/// Keeps a run's journal where there is one: makes the pages of its clients, and ends the run when the journal cannot be written any more.
/// </summary>
/// <param name="journal">The journal; null for none.</param>
/// <param name="stop">Ends the run.</param>
internal sealed class JournalKeeper(IRunJournal? journal, RunStop stop)
{
    private readonly List<ClientPage> _pages = [];
    private readonly object _gate = new();
    private volatile bool _broken;

    /// <summary>Makes the page of a client that begins.</summary>
    public ClientPage Page(int client)
    {
        var page = new ClientPage(this, client, journal?.LastSequence(client) ?? 0);
        if (journal is not null)
        {
            lock (_gate)
            {
                _pages.Add(page);
            }
        }

        return page;
    }

    /// <summary>See <see cref="IRunJournal.Reserve"/>; without a journal clients never ask again.</summary>
    public long Reserve(int client, long sequence)
    {
        var reserved = long.MaxValue;
        Try(j => reserved = j.Reserve(client, sequence));
        return reserved;
    }

    /// <summary>See <see cref="IRunJournal.Mark"/>.</summary>
    public void Mark(TimeSpan elapsed) => Try(j => j.Mark(elapsed, Clients()));

    /// <summary>See <see cref="IRunJournal.End"/>.</summary>
    public void End(TimeSpan elapsed, StopReason reason) => Try(j => j.End(elapsed, reason));

    /// <summary>Writes, where there is a journal that can be written.</summary>
    public void Try(Action<IRunJournal> write)
    {
        try
        {
            if (journal is not null && !_broken)
            {
                write(journal);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _broken = true;
            stop.Break(StopReason.ResultFileFailed, exception);
        }
    }

    private List<(int Client, long Sequence)> Clients()
    {
        lock (_gate)
        {
            return _pages.ConvertAll(static p => (p.Client, p.Sequence));
        }
    }
}
