using System.Collections.Concurrent;
using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Deletes;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Leftovers;

/// <summary>
/// Looks for the documents that a run left on the server, and deletes them: the natural keys of the turns that its journal cannot vouch for
/// are made again and read back.
/// </summary>
internal sealed class LeftoverSearch
{
    private readonly ReadBack _reader;
    private readonly JournalContent _journal;
    private readonly TurnDocuments _documents;
    private readonly ServerIdentities _identities;
    private readonly int _parallel;
    private readonly RunId _run;

    /// <summary>Prepares a search.</summary>
    /// <param name="client">The server.</param>
    /// <param name="journal">The run's journal.</param>
    /// <param name="parallel">Requests in flight at once, 1 or more.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="JournalHeader.Compile"/>.</exception>
    public LeftoverSearch(IResourceClient client, JournalContent journal, int parallel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        _journal = journal;
        _identities = journal.Header.Verified?.Identities ?? ServerIdentities.BuiltIn;
        _reader = new ReadBack(client, _identities);
        _parallel = parallel;
        _run = RunId.Parse(journal.Header.RunId);
        _documents = new TurnDocuments(_run, journal.Header.Compile());
    }

    /// <summary>Documents that are looked for at a time, 1 or more.</summary>
    internal int AtOnce { get; init; } = 20_000;

    /// <summary>Number of documents of the last search that may be on the server.</summary>
    public long Unseen { get; private set; }

    /// <summary>Number of rows, the last ones of the last search, that stand for those.</summary>
    public int UnseenRows { get; private set; }

    /// <summary>By resource: why the server showed none of its documents in the last search, where it refused or failed to.</summary>
    public IReadOnlyDictionary<string, BatchPerfException> Unreadable { get; private set; } =
        new Dictionary<string, BatchPerfException>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Rows of the last removal with the states reached so far, also where it ended with an exception: a document whose deletion was cut
    /// off is Unknown, one that was not tried keeps the state in which it was found.
    /// </summary>
    public IReadOnlyList<BatchLeftover> Removed { get; private set; } = [];

    /// <summary>
    /// Finds the documents that are still there: by their ids where the journal has them, else as the server can be searched.
    /// </summary>
    /// <param name="progress">Receives the number of documents looked for so far; null to drop it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// By client and turn, then parents that batches reused; within a turn the last created first. For documents that may be on the
    /// server, one row of state Unknown for each resource, last; a resource that cannot be read is one of those, and the search goes on.
    /// </returns>
    /// <exception cref="BatchPerfException">
    /// LookupFailed: nothing that was looked for could be read, or the server gave no answer from the start.
    /// </exception>
    public async Task<IReadOnlyList<BatchLeftover>> FindAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var found = new List<BatchLeftover>();
        var unseen = new Dictionary<string, UnseenDocuments>(StringComparer.OrdinalIgnoreCase);
        var done = 0L;
        var answered = false;
        BatchPerfException? failed = null;
        var ended = new EndedReading();
        foreach (var chunk in Suspects().Chunk(AtOnce))
        {
            var lookups = new ConcurrentDictionary<WantedDocument, DocumentLookup>();
            WantedDocument[] asked = [.. chunk.Select(static c => c.Wanted).Where(w => ended.Of(w.Resource) is null)];
            await _reader.FindAllAsync(asked, _parallel, (wanted, lookup) =>
            {
                lookups[wanted] = lookup;
                progress?.Report(Interlocked.Increment(ref done));
            }, cancellationToken);
            foreach (var (turn, document, wanted) in chunk)
            {
                var lookup = lookups.GetValueOrDefault(wanted) ?? ended.Of(wanted.Resource)!;
                var refused = lookup.Error is not null || lookup.RefusedWith is not null;
                answered |= !refused;
                failed ??= refused ? Failed(document, lookup) : null;
                if (lookup.Image is { } image
                    && IdentityCheck.Bears(_identities.Find(document.Resource).Identity, lookup.Document, wanted.Key()))
                {
                    found.Add(Leftover(turn, document, image));
                }
                else if (!lookup.Known || lookup.Found)
                {
                    var before = unseen.GetValueOrDefault(document.Resource)
                        ?? new UnseenDocuments(turn, document, Reason(document, lookup), 0, Refused: null);
                    unseen[document.Resource] = before with
                    {
                        Count = before.Count + 1,
                        Refused = before.Refused ?? (refused ? lookup : null),
                    };
                }
            }

            ended.Note([.. lookups.Select(static l => (l.Key.Resource, l.Value))]);
            if (ended.IsAway && !answered)
            {
                break;
            }
        }

        if (failed is not null && !answered)
        {
            throw failed;
        }

        (Unseen, UnseenRows) = (unseen.Values.Sum(static u => (long)u.Count), unseen.Count);
        Unreadable = unseen.Values.Where(static u => u.Refused is not null)
            .ToDictionary(static u => u.Document.Resource, NotReadable, StringComparer.OrdinalIgnoreCase);
        // turns that collide on purpose share keys
        return [.. found.DistinctBy(static l => (l.Resource, l.Id.Length > 0 ? l.Id : l.NaturalKey)), .. unseen.Values.Select(UnseenRow)];
    }

    /// <summary>
    /// Deletes documents that were found; those of one turn one after another, in the order in which they were found, and parents that
    /// batches reused after all others. Each is read by its id first, and stays where it does not bear the natural key that the run made.
    /// </summary>
    /// <param name="leftovers">Documents found by <see cref="FindAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; documents deleted until then stay deleted, and <see cref="Removed"/> lists them.</param>
    /// <returns>The documents with their states, in the same order.</returns>
    /// <exception cref="BatchPerfException">Those of the client.</exception>
    public async Task<IReadOnlyList<BatchLeftover>> RemoveAsync(IReadOnlyList<BatchLeftover> leftovers, CancellationToken cancellationToken)
    {
        BatchLeftover[] removed = [.. leftovers];
        Removed = removed;
        var parts = Enumerable.Range(0, removed.Length).ToLookup(i => leftovers[i].Reason == LeftoverReason.Reused);
        foreach (var part in parts.OrderBy(static part => part.Key))
        {
            await Parallel.ForEachAsync(part.GroupBy(
                i => (leftovers[i].Client, leftovers[i].Sequence)), Options(cancellationToken), async (turn, token) =>
            {
                foreach (var index in turn)
                {
                    token.ThrowIfCancellationRequested();
                    removed[index] = leftovers[index] with { State = LeftoverState.Unknown, Detail = "its deletion was cut off" };
                    removed[index] = await RemoveAsync(leftovers[index], token);
                }
            });
        }

        return removed;
    }

    private async Task<BatchLeftover> RemoveAsync(BatchLeftover leftover, CancellationToken cancellationToken)
    {
        if (leftover is { State: LeftoverState.Unknown, Id.Length: 0 })
        {
            return leftover;
        }

        var (state, detail) = await new VerifiedDelete(_reader).DeleteAsync(
            leftover.Resource,
            DocumentId.TryParse(leftover.Id),
            leftover.NaturalKey,
            objection: null,
            cancellationToken);
        return leftover with
        {
            Detail = detail,
            State = state switch
            {
                DeleteState.Deleted => LeftoverState.Removed,
                DeleteState.Gone => LeftoverState.Gone,
                DeleteState.Foreign => LeftoverState.Kept,
                DeleteState.Refused => LeftoverState.Refused,
                _ => LeftoverState.Unknown,
            },
        };
    }

    private IEnumerable<(JournalTurn Turn, TurnDocument Document, WantedDocument Wanted)> Suspects()
    {
        foreach (var turn in _journal.Suspects()) // in the order of clients and turns
        {
            foreach (var document in _documents.Of(turn).Where(d => !_journal.Excludes(turn, d.Triple, d.Operation)))
            {
                yield return (turn, document, Wanted(document, _journal.IdOf(turn, document.Triple, document.Operation)));
            }
        }

        foreach (var (client, scenario) in _journal.Parents) // last: what the turns left may refer to them
        {
            var turn = new JournalTurn(client, BatchKey.ReusedSequence, LeftoverReason.Reused);
            foreach (var document in _documents.OfParents(client, scenario))
            {
                yield return (turn, document, Wanted(document, id: null));
            }
        }
    }

    private WantedDocument Wanted(TurnDocument document, DocumentId? id) =>
        new(document.Resource, document.NaturalKey, id) { Unique = LocalKey.UniqueIn(_run, document.NaturalKey) };

    private static BatchPerfException Failed(TurnDocument document, DocumentLookup lookup) => new(
        "LookupFailed",
        ProblemKind.UnexpectedServer,
        $"{document.Resource} {document.NaturalKey} could not be looked up: {lookup.Problem}.",
        $"{Advice(document, lookup)} Nothing was deleted.");

    private BatchPerfException NotReadable(UnseenDocuments unseen) => new(
        "LeftoverUnknown",
        ProblemKind.UnexpectedServer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{unseen.Document.Resource} could not be read: {unseen.Refused!.Problem}. Whether {unseen.Count:#,0} documents that run ")
            + $"{_journal.Header.RunId} may have left exist is not known.",
        Advice(unseen.Document, unseen.Refused));

    private static string Advice(TurnDocument document, DocumentLookup lookup) => lookup.Error is { NextStep.Length: > 0 } error
        ? error.NextStep
        : AccessAdvice.Of(lookup.RefusedWith, document.Resource, "Use a key whose claim set may read the resource, and try again.");

    /// <summary>Why it is not known whether a document is there, as sentences without the end of the last one.</summary>
    private static string Reason(TurnDocument document, DocumentLookup lookup) =>
        lookup.Problem is not { } problem ? "a document is shown whose key differs from it in letter case"
        : lookup.Error is null && lookup.RefusedWith is null ? problem
        : $"{problem}. {Advice(document, lookup).TrimEnd('.')}";

    private BatchLeftover UnseenRow(UnseenDocuments unseen) => new()
    {
        RunId = _journal.Header.RunId,
        Client = unseen.Turn.Client,
        Sequence = unseen.Turn.Sequence,
        Reason = unseen.Turn.Reason,
        Scenario = unseen.Document.Scenario,
        Triple = unseen.Document.Triple,
        Resource = unseen.Document.Resource,
        NaturalKey = unseen.Document.NaturalKey,
        Id = "",
        State = LeftoverState.Unknown,
        Detail = unseen.Count == 1
            ? $"whether it exists is not known: {unseen.Problem}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"whether it and {unseen.Count - 1} more {unseen.Document.Resource} exist is not known: {unseen.Problem}"),
    };

    private BatchLeftover Leftover(JournalTurn turn, TurnDocument document, DocumentImage image) => new()
    {
        RunId = _journal.Header.RunId,
        Client = turn.Client,
        Sequence = turn.Sequence,
        Reason = turn.Reason,
        Scenario = document.Scenario,
        Triple = document.Triple,
        Resource = document.Resource,
        NaturalKey = document.NaturalKey,
        Id = image.Id?.ToString() ?? "",
        State = image.Id is null ? LeftoverState.Unknown : LeftoverState.Found,
        Detail = image.Id is null ? "the server shows no id in the form of a GUID for it" : null,
        ETag = image.ETag,
    };

    private ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = _parallel, CancellationToken = cancellationToken };

    private sealed record UnseenDocuments(JournalTurn Turn, TurnDocument Document, string Problem, int Count, DocumentLookup? Refused);
}
