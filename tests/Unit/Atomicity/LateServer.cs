using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Atomicity;

/// <summary>A server at whose first POST the operator gives up, and which commits what was given up under way after everything else.</summary>
internal sealed class LateServer(IResourceClient server, CancellationTokenSource stop) : IResourceClient
{
    private readonly List<Func<Task>> _late = [];
    private int _posts;

    public int Posts => _posts;

    public string ApiPrefix => server.ApiPrefix;

    public object Session => this;

    public async Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _posts);
        await stop.CancelAsync();
        if (cancellationToken.IsCancellationRequested)
        {
            lock (_late)
            {
                _late.Add(() => server.PostAsync(resource, document, CancellationToken.None));
            }

            throw new OperationCanceledException(cancellationToken);
        }

        return await server.PostAsync(resource, document, CancellationToken.None);
    }

    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) =>
        server.GetAsync(resource, query, cancellationToken);

    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        server.ReadAsync(resource, id, cancellationToken);

    public Task<ResourceAnswer> ProbeAsync(string resource, ReadOnlyMemory<byte> naturalKey, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        server.ProbeAsync(resource, naturalKey, document, cancellationToken);

    public Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        server.PutAsync(resource, id, document, cancellationToken);

    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        server.DeleteAsync(resource, id, cancellationToken);

    /// <summary>Commits what was given up.</summary>
    public async Task CommitAsync()
    {
        foreach (var commit in _late)
        {
            await commit();
        }
    }
}
