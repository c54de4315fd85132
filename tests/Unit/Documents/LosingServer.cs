using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>A server whose answers to POSTs are lost as ordered.</summary>
/// <param name="inner">Carries out.</param>
/// <param name="loss">What becomes of a POST, by resource and its number among those of the resource, from 1.</param>
internal sealed class LosingServer(FakeServer inner, Func<string, int, PostLoss> loss) : IResourceClient
{
    private readonly Dictionary<string, int> _posts = new(StringComparer.Ordinal);

    public string ApiPrefix => inner.ApiPrefix;

    public object Session => inner.Session;

    /// <summary>Called when an answer was lost.</summary>
    public Action<FakeServer> Lost { get; init; } = static _ => { };

    /// <summary>Resource of which every list is empty.</summary>
    public string? Hidden { get; init; }

    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) => resource == Hidden
        ? Task.FromResult(new ResourceAnswer { Status = 200, Body = "[]"u8.ToArray() })
        : inner.GetAsync(resource, query, cancellationToken);

    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) => inner.ReadAsync(resource, id, cancellationToken);

    public async Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var number = _posts[resource] = _posts.GetValueOrDefault(resource) + 1;
        var what = loss(resource, number);
        if (what is PostLoss.None)
        {
            return await inner.PostAsync(resource, document, cancellationToken);
        }

        if (what is PostLoss.After or PostLoss.GatewayAfter or PostLoss.Stopped)
        {
            await inner.PostAsync(resource, document, cancellationToken);
        }

        Lost(inner);
        var broken = new BatchPerfException("AnswerCutOff", ProblemKind.Connection, $"POST http://h/{resource}: the connection was closed.", "Look.");
        return what switch
        {
            PostLoss.Stopped => throw new OperationCanceledException(),
            PostLoss.Unsent => throw broken.BeforeSending(),
            PostLoss.After or PostLoss.Before => throw broken,
            _ => new ResourceAnswer { Status = 504, Problem = "Gateway Timeout" },
        };
    }

    public Task<ResourceAnswer> ProbeAsync(string resource, ReadOnlyMemory<byte> naturalKey, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        inner.ProbeAsync(resource, naturalKey, document, cancellationToken);

    public Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        inner.PutAsync(resource, id, document, cancellationToken);

    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) => inner.DeleteAsync(resource, id, cancellationToken);
}
