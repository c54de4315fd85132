using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Reads documents back: by id where one is known, else by the fields of the natural key that tell most documents apart, else through the
/// whole list; the whole key is always compared here. That a document is absent is said only where the same kind of read has shown another
/// document of the resource in the same session; what a server honours is learnt once per resource and session, and again after a while.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="identities">Identities by which the server tells documents from each other.</param>
internal sealed class ReadBack(IResourceClient client, ServerIdentities identities)
{
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<string, ResourceSight>> Sessions = [];
    private readonly ConcurrentDictionary<string, ResourceSight> _sights =
        Sessions.GetValue(client.Session, static _ => new ConcurrentDictionary<string, ResourceSight>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The server.</summary>
    public IResourceClient Client => client;

    /// <summary>Identities by which the server tells documents from each other.</summary>
    public ServerIdentities Identities => identities;

    /// <summary>Looks for one document.</summary>
    public async Task<DocumentLookup> FindAsync(WantedDocument wanted, CancellationToken cancellationToken)
    {
        DocumentLookup? found = null;
        await FindAllAsync([wanted], parallel: 1, (_, lookup) => found = lookup, cancellationToken);
        return found!;
    }

    /// <summary>Looks for many documents.</summary>
    /// <param name="wanted">The documents to look for, of any resources.</param>
    /// <param name="parallel">Requests in flight at once, 1 or more.</param>
    /// <param name="report">Receives the outcome for each document once, on any thread.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FindAllAsync(
        IReadOnlyCollection<WantedDocument> wanted,
        int parallel,
        Action<WantedDocument, DocumentLookup> report,
        CancellationToken cancellationToken)
    {
        foreach (var resource in wanted.GroupBy(static w => w.Resource, StringComparer.OrdinalIgnoreCase))
        {
            var identity = identities.Find(resource.Key).Identity;
            var search = new ResourceSearch(client, resource.Key, identity, Of(resource.Key), parallel, report);
            await search.RunAsync([.. resource], cancellationToken);
        }
    }

    /// <summary>Returns the observations of a resource; new ones where the session's are too old.</summary>
    public ResourceSight Of(string resource) =>
        _sights.AddOrUpdate(resource, static _ => new ResourceSight(), static (_, known) => known.IsOld ? new ResourceSight() : known);

    /// <summary>Finds out whether a document is gone that answered 404.</summary>
    /// <returns>Null where it is gone, else why that is not known.</returns>
    public async Task<string?> NotGoneAsync(WantedDocument wanted, CancellationToken cancellationToken)
    {
        var found = await FindAsync(wanted, cancellationToken);
        return found.Found ? $"its id answered 404, and it is still shown {found.How}" : found.Problem;
    }

    /// <summary>All documents of a resource, as far as they can be read.</summary>
    public async Task<IReadOnlyList<DocumentImage>> ListAsync(string resource, CancellationToken cancellationToken)
    {
        var (all, reading) = await ReadAllAsync(resource, cancellationToken);
        return reading.Error is { } error ? throw error : all;
    }

    /// <summary>
    /// Reads the complete list of a resource; throws where it may be incomplete, since an unseen document could be overwritten.
    /// </summary>
    /// <exception cref="BatchPerfException">PreparationFailed: the list could not be read to its end, so that it may hold more.</exception>
    public async Task<IReadOnlyList<DocumentImage>> WholeListAsync(string resource, CancellationToken cancellationToken)
    {
        var (all, reading) = await ReadAllAsync(resource, cancellationToken);
        return reading.Error is { } error ? throw error
            : reading.Complete ? all
            : throw new BatchPerfException(
                "PreparationFailed",
                reading.Status is 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
                $"The list of {resource} could not be read to its end, so documents that it does not show may still exist"
                    + $"{(reading.Gap is { } gap ? $": {gap}" : $": it answered {reading.Status}")}.",
                (reading.Status is 401 ? AccessAdvice.Of(reading.Status, resource, "") : $"Use a key that may read {resource}.")
                    + $" Or give a {new OptionKey("ForbiddenOperation")} of your own.");
    }

    private async Task<(IReadOnlyList<DocumentImage> All, PageReading Reading)> ReadAllAsync(
        string resource,
        CancellationToken cancellationToken)
    {
        var all = new List<DocumentImage>();
        var reading = await DocumentPages.ReadAsync(client, resource, "", page =>
        {
            all.AddRange(page);
            return true;
        }, cancellationToken);
        return (all, reading);
    }

    /// <summary>In words what the server was seen to honour of one resource; null where nothing was learnt.</summary>
    public string? Describe(string resource) => _sights.TryGetValue(resource, out var sight) ? sight.Describe() : null;

    /// <summary>In words, by resource, the queries and reads that the server was seen to honour.</summary>
    public IReadOnlyList<string> Describe() =>
    [
        .. _sights.OrderBy(static s => s.Key, StringComparer.Ordinal)
            .Select(static s => s.Value.Describe() is { } words ? $"{s.Key}: {words}" : null)
            .OfType<string>(),
    ];
}
