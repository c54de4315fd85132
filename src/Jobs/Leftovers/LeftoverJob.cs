using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Questions.Leftovers;

namespace EdFi.BatchPerf.Jobs.Leftovers;

/// <summary>Lists what a run left on the server, told by its journal, and deletes it where that is asked for.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class LeftoverJob(IJobHost host)
{
    private const int DocumentsPerReport = 500;

    /// <summary>Documents deleted at a time when the caller does not say.</summary>
    public const int UsualThrottleLimit = 16;

    /// <summary>Reads the journal and the server.</summary>
    /// <param name="journalPath">Full path of the run's journal.</param>
    /// <param name="connect">Opens, or gives, the connection; called when the journal has been read.</param>
    /// <param name="remove">True to delete the documents that are found, after a question.</param>
    /// <param name="throttleLimit">Requests in flight at once, 1 or more.</param>
    /// <param name="only">
    /// Leftovers of an earlier search, to which this one is limited; null for all. They only choose among what the journal leads to:
    /// others are not touched.
    /// </param>
    /// <returns>The documents that were found, each with its state after the job.</returns>
    /// <exception cref="BatchPerfException">
    /// JournalInUse: the run lasts, and would be deleted under its feet; those of <see cref="JournalContent.Read"/> and
    /// <see cref="LeftoverSearch.FindAsync"/>.
    /// </exception>
    public async Task<LeftoverFindings> RunAsync(
        string journalPath,
        Func<CancellationToken, Task<ApiConnection>> connect,
        bool remove,
        int throttleLimit = UsualThrottleLimit,
        IReadOnlyCollection<BatchLeftover>? only = null)
    {
        ArgumentNullException.ThrowIfNull(connect);
        using var claim = remove ? RunJournal.ClaimForRemoval(journalPath) : null; // before it is read: a run must not begin in between
        var journal = JournalContent.Read(journalPath);
        JournalWarnings.OfReader(host, journal);
        var connection = await connect(host.Stop);
        JournalWarnings.OfServer(host, journal, connection.BaseUrl);
        await journal.VerifyAsync(connection, host.Stop);
        var search = new LeftoverSearch(connection.GetResources(), journal, throttleLimit);
        var all = await search.FindAsync(new Looked(host, journal.Header.RunId), host.Stop);
        var chosen = only?.Select(Identity).ToHashSet();
        bool Chosen(BatchLeftover row) => chosen?.Contains(Identity(row)) ?? true;
        var unseen = all.TakeLast(search.UnseenRows).Count(Chosen);
        IReadOnlyList<BatchLeftover> found = [.. all.Where(Chosen).Select(row => row with { Journal = journalPath })];
        var there = found.Count(static l => l.State == LeftoverState.Found);
        ReadingNotes.Tell(host.Note, connection.GetResources());
        foreach (var unknown in found.Where(static l => l.State == LeftoverState.Unknown))
        {
            host.Warn($"{unknown.Resource} {unknown.NaturalKey}: {unknown.Detail}.");
        }

        if (remove && there > 0 && await MayRemoveAsync(connection, there))
        {
            found = await RemoveAsync(search, found, journal.Header.RunId);
            foreach (var kept in found.Where(
                static l => l.State == LeftoverState.Kept || (l.State == LeftoverState.Unknown && l.Id.Length > 0)))
            {
                host.Warn($"{kept.Resource} {kept.NaturalKey} was not deleted: {kept.Detail}.");
            }
        }

        return new LeftoverFindings(journal.Header.RunId, found, unseen == search.UnseenRows ? search.Unseen : unseen, unseen)
        {
            Unreadable =
            [
                .. found.TakeLast(unseen).Select(row => search.Unreadable.GetValueOrDefault(row.Resource)).OfType<BatchPerfException>(),
            ],
        };
    }

    /// <summary>Deletes the documents found. Where that is cut off, warns of its result so far: the rows are not shown then.</summary>
    private async Task<IReadOnlyList<BatchLeftover>> RemoveAsync(LeftoverSearch search, IReadOnlyList<BatchLeftover> found, string run)
    {
        try
        {
            return await search.RemoveAsync(found, host.Stop);
        }
        catch
        {
            host.WarnOfRemains(new LeftoverFindings(run, [.. search.Removed.Where(static r => r.Id.Length > 0)], 0, 0).Describe()
                + " Deleting them was cut off; the same command again deletes the rest.");
            throw;
        }
    }

    private static (string Run, string Resource, string Id, string Key) Identity(BatchLeftover row) =>
        (row.RunId, row.Resource, row.Id, row.NaturalKey);

    private Task<bool> MayRemoveAsync(ApiConnection connection, int count) => host.ConfirmAsync(
        connection.BaseUrl.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"Delete {count} documents that the run left"));

    /// <summary>Shows how many documents have been looked for.</summary>
    private sealed class Looked(IJobHost host, string run) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value % DocumentsPerReport == 0)
            {
                host.Progress(
                    new JobProgress(
                        "Leftovers",
                        new LinePart(string.Create(CultureInfo.InvariantCulture, $"{value} documents of run {run} looked for"))));
            }
        }
    }
}
