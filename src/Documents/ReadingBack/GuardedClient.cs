using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Takes a server to be away that has given no answer to so many requests in a row: from then on each fails at once. A server that hangs
/// costs the whole timeout each time otherwise, which many requests make hours of. Safe for concurrent use.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="mostSilent">Requests in a row without an answer, 1 or more.</param>
internal sealed class GuardedClient(IResourceClient client, int mostSilent = GuardedClient.UsualMost) : IResourceClient
{
    /// <summary>Three questions, each of which is asked once more.</summary>
    private const int UsualMost = 6;

    private int _silent;
    private BatchPerfException? _away;

    /// <summary>Why the last of these requests had no answer; null as long as the server is not taken to be away.</summary>
    public BatchPerfException? Away => Volatile.Read(ref _away);

    /// <summary>Told of the resource and the document of each POST that was given up: whether it was carried out is not known.</summary>
    public Action<string, ReadOnlyMemory<byte>> CutOff { get; init; } = static (_, _) => { };

    /// <inheritdoc/>
    public string ApiPrefix => client.ApiPrefix;

    /// <inheritdoc/>
    public object Session => client.Session;

    /// <inheritdoc/>
    public ApiConnection? Connection => client.Connection;

    /// <inheritdoc/>
    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken)
        => AskAsync(() => client.GetAsync(resource, query, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken)
        => AskAsync(() => client.ReadAsync(resource, id, cancellationToken));

    /// <inheritdoc/>
    public async Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(() => client.PostAsync(resource, document, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            CutOff(resource, document);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
        => AskAsync(() => client.ProbeAsync(resource, naturalKey, document, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> PutAsync(
        string resource,
        DocumentId id,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
        => AskAsync(() => client.PutAsync(resource, id, document, cancellationToken));

    /// <inheritdoc/>
    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken)
        => AskAsync(() => client.DeleteAsync(resource, id, cancellationToken));

    private async Task<ResourceAnswer> AskAsync(Func<Task<ResourceAnswer>> ask)
    {
        if (Away is { } away)
        {
            throw away;
        }

        try
        {
            var answer = await ask().ConfigureAwait(false);
            Volatile.Write(ref _silent, 0);
            return answer;
        }
        catch (BatchPerfException problem) when (problem.Problem == ProblemKind.Connection && TokenRefusal.Of(problem) is null)
        {
            if (Interlocked.Increment(ref _silent) >= mostSilent)
            {
                Interlocked.CompareExchange(ref _away, problem, null);
            }

            throw;
        }
    }
}
