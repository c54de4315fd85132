using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Takes a server to be away that has given no answer to so many requests in a row, and to none for a while: from then on each fails at
/// once. A server that hangs costs the whole timeout each time otherwise, which many requests make hours of. One that restarts refuses many
/// requests within a moment: then it is asked for something small until it answers or has been silent for long enough. Safe for concurrent
/// use.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="time">Measures the silence and waits; null for the system's clock.</param>
/// <param name="mostSilent">Requests in a row without an answer, 1 or more.</param>
/// <param name="lasts">Time from the first of these from which on the server is away; null for half a minute.</param>
internal sealed class GuardedClient(
    IResourceClient client,
    TimeProvider? time = null,
    int mostSilent = GuardedClient.UsualMost,
    TimeSpan? lasts = null) : IResourceClient
{
    /// <summary>Three questions, each of which is asked once more.</summary>
    private const int UsualMost = 6;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Silence _silence = new(time ?? TimeProvider.System, lasts ?? Silence.UsualSpan);
    private BatchPerfException? _away;

    /// <summary>Why the last of these requests had no answer; null as long as the server is not taken to be away.</summary>
    public BatchPerfException? Away => Volatile.Read(ref _away);

    private SemaphoreSlim Listening { get; } = new(1, 1);

    /// <inheritdoc/>
    public string ApiPrefix => client.ApiPrefix;

    /// <inheritdoc/>
    public object Session => client.Session;

    /// <inheritdoc/>
    public ApiConnection? Connection => client.Connection;

    /// <inheritdoc/>
    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken)
        => AskAsync(resource, () => client.GetAsync(resource, query, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken)
        => AskAsync(resource, () => client.ReadAsync(resource, id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
        => AskAsync(resource, () => client.PostAsync(resource, document, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
        => AskAsync(resource, () => client.ProbeAsync(resource, naturalKey, document, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> PutAsync(
        string resource,
        DocumentId id,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
        => AskAsync(resource, () => client.PutAsync(resource, id, document, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken)
        => AskAsync(resource, () => client.DeleteAsync(resource, id, cancellationToken), cancellationToken);

    private static bool IsSilence(BatchPerfException problem)
        => problem.Problem == ProblemKind.Connection && TokenRefusal.Of(problem) is null;

    private async Task<ResourceAnswer> AskAsync(
        string resource,
        Func<Task<ResourceAnswer>> ask,
        CancellationToken cancellationToken)
    {
        if (Away is { } away)
        {
            throw away;
        }

        try
        {
            var answer = await ask().ConfigureAwait(false);
            _silence.End();
            return answer;
        }
        catch (BatchPerfException problem) when (IsSilence(problem))
        {
            if (_silence.Add() >= mostSilent)
            {
                await ListenAsync(resource, problem, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Asks again and again for something that changes nothing, until an answer comes or the silence has lasted.</summary>
    private async Task ListenAsync(string resource, BatchPerfException problem, CancellationToken cancellationToken)
    {
        await Listening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (Away is null && _silence.Count >= mostSilent)
            {
                if (_silence.NextWait() is not { } wait)
                {
                    Volatile.Write(ref _away, problem.BeforeSending());
                    return;
                }

                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                problem = await SilentAsync(resource, cancellationToken).ConfigureAwait(false) ?? problem;
            }
        }
        finally
        {
            Listening.Release();
        }
    }

    /// <returns>Why there is no answer; null where there is one, whatever it says.</returns>
    private async Task<BatchPerfException?> SilentAsync(string resource, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetAsync(resource, "limit=1", cancellationToken).ConfigureAwait(false);
        }
        catch (BatchPerfException problem) when (IsSilence(problem))
        {
            return problem;
        }
        catch (BatchPerfException)
        {
            // an answer that cannot be read is one
        }

        _silence.End();
        return null;
    }
}
