using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Files.SetUp;

internal sealed class WatchedResourceClient(IResourceClient inner, SetUpTraffic traffic) : IResourceClient
{
    /// <inheritdoc/>
    public string ApiPrefix => inner.ApiPrefix;

    /// <inheritdoc/>
    public object Session => inner.Session;

    /// <inheritdoc/>
    public ApiConnection? Connection => inner.Connection;

    /// <inheritdoc/>
    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) =>
        WatchAsync("GET", resource, inner.GetAsync(resource, query, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        WatchAsync("GET", resource, inner.ReadAsync(resource, id, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        WatchAsync("POST", resource, inner.PostAsync(resource, document, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) => inner.ProbeAsync(resource, naturalKey, document, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> PutAsync(
        string resource,
        DocumentId id,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) =>
        WatchAsync("PUT", resource, inner.PutAsync(resource, id, document, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        WatchAsync("DELETE", resource, inner.DeleteAsync(resource, id, cancellationToken));

    private async Task<ResourceAnswer> WatchAsync(string method, string resource, Task<ResourceAnswer> sending)
    {
        var started = traffic.Time.GetTimestamp();
        var answer = await sending;
        traffic.Record(method, resource, traffic.Time.GetElapsedTime(started), answer);
        return answer;
    }
}
