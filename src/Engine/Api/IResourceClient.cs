namespace EdFi.BatchPerf.Api;

/// <summary>The single-resource endpoints of a DMS, <c>{dataManagementApi}/ed-fi/{resource}</c>.</summary>
/// <remarks>Refusals are answers, not exceptions; a <see cref="BatchPerfException"/> means that no answer came.</remarks>
public interface IResourceClient
{
    /// <summary>Path under which the resources lie, for example <c>/data/ed-fi</c>.</summary>
    string ApiPrefix { get; }

    /// <summary>Stands for the connection: facts learnt of its server through one client hold for every client with the same.</summary>
    object Session { get; }

    /// <summary>The connection, with the facts that its server states; null for a client without one.</summary>
    ApiConnection? Connection => null;

    /// <summary>GET of a collection.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="query">Without the question mark, already escaped; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken);

    /// <summary>GET of one document by id.</summary>
    Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken);

    /// <summary>POST of a document: creates it, or updates the one with the same natural key.</summary>
    Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken);

    /// <summary>
    /// Asks whether a document is there where nothing of its resource is shown: a batch whose update of it cannot succeed. Nothing is
    /// written.
    /// </summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="naturalKey">The document's natural key, as JSON.</param>
    /// <param name="document">The document that would be created.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 404: it is not there; 412: it is there; anything else leaves it open, and the problem says why.</returns>
    Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken);

    /// <summary>PUT of a document; its <c>id</c> has to be in the body.</summary>
    Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken);

    /// <summary>DELETE of a document by id.</summary>
    Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken);
}
