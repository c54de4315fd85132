using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Deletes;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Files.Journals;

namespace EdFi.BatchPerf.Questions.Leftovers;

/// <summary>
/// Looks for what a run left on the server, and deletes it: the natural keys of the turns that its journal cannot vouch for are made again
/// and read back.
/// </summary>
public sealed class LeftoverSearch
{
    private readonly IResourceClient _client;
    private readonly JournalContent _journal;
    private readonly TurnDocuments _documents;
    private readonly ServerIdentities _identities;
    private readonly int _parallel;

    /// <summary>Prepares a search.</summary>
    /// <param name="client">The server.</param>
    /// <param name="journal">The run's journal.</param>
    /// <param name="parallel">Requests in flight at once, 1 or more.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="JournalHeader.Compile"/>.</exception>
    public LeftoverSearch(IResourceClient client, JournalContent journal, int parallel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        _client = client;
        _journal = journal;
        _identities = journal.Header.Verified?.Identities ?? ServerIdentities.BuiltIn;
        _parallel = parallel;
        _documents = new TurnDocuments(RunId.Parse(journal.Header.RunId), journal.Header.Compile());
    }

    /// <summary>Finds the documents that are still there.</summary>
    /// <param name="progress">Is told how many turns have been looked at; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By client and turn; what was created last comes first within a turn.</returns>
    /// <exception cref="BatchPerfException">LookupFailed.</exception>
    public async Task<IReadOnlyList<BatchLeftover>> FindAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var reader = new NaturalKeyReader(_client);
        var found = new ConcurrentDictionary<JournalTurn, List<BatchLeftover>>();
        var done = 0L;
        await Parallel.ForEachAsync(_journal.Suspects(), Options(cancellationToken), async (turn, token) =>
        {
            foreach (var document in _documents.Of(turn).Where(d => !_journal.Excludes(turn, d.Triple, d.Operation)))
            {
                var lookup = await reader.FindAsync(document.Resource, document.NaturalKey, alsoList: false, token);
                if (lookup.Problem is { } problem)
                {
                    throw new BatchPerfException(
                        "LookupFailed",
                        ProblemKind.UnexpectedServer,
                        $"{document.Resource} {document.NaturalKey} could not be looked up: {problem}.",
                        "Use a key whose claim set may read the resource, and try again; nothing was deleted.");
                }

                if (lookup.Image is { } image && IdentityCheck.Bears(_identities.Find(document.Resource).Identity, Parse(image.Content), Parse(document.NaturalKey)))
                {
                    found.GetOrAdd(turn, static _ => []).Add(Leftover(turn, document, image));
                }
            }

            progress?.Report(Interlocked.Increment(ref done));
        });
        // turns that collide on purpose share keys
        return
        [
            .. found.OrderBy(static t => t.Key.Client)
            .ThenBy(static t => t.Key.Sequence)
            .SelectMany(static t => t.Value)
            .DistinctBy(static l => (l.Resource, l.Id.Length > 0 ? l.Id : l.NaturalKey)),
        ];
    }

    /// <summary>
    /// Deletes documents that were found; those of one turn one after another, in the order in which they were found. Each is read by its
    /// id first, and stays where it does not bear the natural key that the run made.
    /// </summary>
    /// <param name="leftovers">What <see cref="FindAsync"/> found.</param>
    /// <param name="cancellationToken">Gives up; what was deleted until then is deleted.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="BatchPerfException">Those of the client.</exception>
    public async Task<IReadOnlyList<BatchLeftover>> RemoveAsync(IReadOnlyList<BatchLeftover> leftovers, CancellationToken cancellationToken)
    {
        var numbered = leftovers.Select(static (leftover, index) => (Leftover: leftover, Index: index));
        var removed = new BatchLeftover[leftovers.Count];
        await Parallel.ForEachAsync(numbered.GroupBy(static l => (l.Leftover.Client, l.Leftover.Sequence)), Options(cancellationToken), async (turn, token) =>
        {
            foreach (var (leftover, index) in turn)
            {
                removed[index] = await RemoveAsync(leftover, token);
            }
        });
        return removed;
    }

    private async Task<BatchLeftover> RemoveAsync(BatchLeftover leftover, CancellationToken cancellationToken)
    {
        var (state, detail) = await new VerifiedDelete(_client, _identities).DeleteAsync(leftover.Resource, DocumentId.TryParse(leftover.Id), leftover.NaturalKey, objection: null, cancellationToken);
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

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

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
}
