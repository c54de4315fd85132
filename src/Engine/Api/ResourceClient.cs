using System.Globalization;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Calls the single-resource endpoints with the connection's token; a token refused once is replaced once, and a server that has no time
/// now (429, 503) is waited for.
/// </summary>
internal sealed class ResourceClient(
    ApiConnection connection,
    ApiRequest request,
    TokenSource tokens,
    ResourcePaths paths,
    PresenceProbe probe,
    RefusalWait wait,
    object? session = null) : IResourceClient
{
    /// <inheritdoc/>
    public string ApiPrefix => paths.Prefix;

    /// <inheritdoc/>
    public object Session => session ?? this;

    /// <inheritdoc/>
    public ApiConnection? Connection => connection;

    /// <inheritdoc/>
    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, query is null ? resource : $"{resource}?{query}", document: null, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, PathOf(resource, id), document: null, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, resource, document, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> ProbeAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) => probe.AskAsync(resource, naturalKey, document, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> PutAsync(
        string resource,
        DocumentId id,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, PathOf(resource, id), document, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, PathOf(resource, id), document: null, cancellationToken);

    private static string PathOf(string resource, DocumentId id)
    {
        ArgumentNullException.ThrowIfNull(id); // or the request would be about the collection
        return $"{resource}/{Uri.EscapeDataString(id.ToString())}";
    }

    private async Task<ResourceAnswer> SendAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? document,
        CancellationToken cancellationToken)
    {
        var answer = await SendWithTokenAsync(method, path, document, cancellationToken);
        for (var retries = 0; await wait.WaitAsync(method, answer, retries, cancellationToken); retries++)
        {
            answer = await SendWithTokenAsync(method, path, document, cancellationToken);
        }

        return new ResourceAnswer
        {
            Status = answer.Status,
            Id = method == HttpMethod.Post ? DocumentId.FromLocation(answer.Location, resource: path) : null,
            TotalCount = long.TryParse(answer.TotalCount, NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null,
            Body = answer.Body,
            Problem = answer.Status is >= 200 and <= 299 ? null : Describe(path, answer),
        };
    }

    private async Task<ApiAnswer> SendWithTokenAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? document,
        CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        var answer = await SendOnceAsync(method, path, document, token, cancellationToken);
        return answer.Status == 401 && await tokens.ReplaceAsync(token, cancellationToken) is { } fresh
            ? await SendOnceAsync(method, path, document, fresh, cancellationToken)
            : answer;
    }

    private async Task<ApiAnswer> SendOnceAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? document,
        AccessToken token,
        CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(method, paths.Of(path));
        message.Headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        if (document is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return await request.SendAsync(
            message,
            method == HttpMethod.Get ? AnswerLimit.Page(message.RequestUri!.Query.TrimStart('?')) : AnswerLimit.Document,
            cancellationToken);
    }

    private string Describe(string path, ApiAnswer answer)
    {
        if (Redirect.Target(paths.Of(path), answer) is { } target)
        {
            return $"a redirect to {target}, which is not followed";
        }

        var problem = ProblemReader.TryRead(answer.Body);
        var words = ((problem?.Describe() ?? StatusWords.Of(answer.Status) ?? "") + RetryAfter.Words(answer.RetryAfter)).TrimStart();
        return problem?.CorrelationId is { } id ? $"{words} (correlation id {id})" : words;
    }
}
