using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>A server that gives no answer to requests of some resources, and counts them.</summary>
/// <param name="inner">Answers the others.</param>
/// <param name="silent">True for a resource, or the number of the request from 1, that gets no answer.</param>
internal sealed class SilentServer(IResourceClient inner, Func<string, int, bool> silent) : IResourceClient
{
    private int _asked;
    private int _unanswered;

    /// <summary>What ends a request that gets no answer.</summary>
    public Func<Exception> Failure { get; init; } =
        static () => new BatchPerfException("ServerUnreachable", ProblemKind.Connection, "GET http://h/: no answer (timeout)", "Check that the server runs.");

    /// <summary>Requests without an answer.</summary>
    public int Unanswered => _unanswered;

    public string ApiPrefix => inner.ApiPrefix;

    public object Session => inner.Session;

    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.GetAsync(resource, query, cancellationToken));

    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.ReadAsync(resource, id, cancellationToken));

    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.PostAsync(resource, document, cancellationToken));

    public Task<ResourceAnswer> ProbeAsync(string resource, ReadOnlyMemory<byte> naturalKey, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.ProbeAsync(resource, naturalKey, document, cancellationToken));

    public Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.PutAsync(resource, id, document, cancellationToken));

    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        Ask(resource, () => inner.DeleteAsync(resource, id, cancellationToken));

    private Task<ResourceAnswer> Ask(string resource, Func<Task<ResourceAnswer>> ask)
    {
        if (!silent(resource, Interlocked.Increment(ref _asked)))
        {
            return ask();
        }

        Interlocked.Increment(ref _unanswered);
        return Task.FromException<ResourceAnswer>(Failure());
    }
}
