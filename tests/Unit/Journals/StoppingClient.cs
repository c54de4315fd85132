using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>A server's client that is stopped in the middle of a certain delete.</summary>
internal sealed class StoppingClient(IResourceClient server, CancellationTokenSource stop, int deletes) : IResourceClient
{
    private int _deletes;

    public string ApiPrefix => server.ApiPrefix;

    public object Session => server.Session;

    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) =>
        server.GetAsync(resource, query, cancellationToken);

    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        server.ReadAsync(resource, id, cancellationToken);

    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        server.PostAsync(resource, document, cancellationToken);

    public Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) => server.ProbeAsync(resource, naturalKey, document, cancellationToken);

    public Task<ResourceAnswer> PutAsync(
        string resource,
        DocumentId id,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) => server.PutAsync(resource, id, document, cancellationToken);

    public async Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _deletes) == deletes)
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await server.DeleteAsync(resource, id, cancellationToken);
    }
}
