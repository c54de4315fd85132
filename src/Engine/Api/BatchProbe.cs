using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Looks at <c>/batch</c> without writing: an empty batch shows that it is there, deletes of an unknown resource show its limit.
/// </summary>
internal sealed class BatchProbe(ApiRequest request, TokenSource tokens, Uri url)
{
    private static readonly int[] Sizes = [101, 1_001, 10_001];

    /// <exception cref="BatchPerfException">There is no usable <c>/batch</c>.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await PostAsync("[]"u8.ToArray(), 0, cancellationToken);
        switch (answer.Status)
        {
            case 200:
                return;
            case 404 or 405 or 501:
                throw ApiErrors.NoBatch(url, answer.Status, ProblemReader.TryRead(answer.Body));
            case 414 or 431:
                throw ApiErrors.HeadRefused("POST", url, answer.Status);
            case 429:
                return; // there, and busy
            case 503:
                throw ApiErrors.Busy("POST", url, answer);
            default:
                if (Redirect.Target(url, answer) is { } target)
                {
                    throw ApiErrors.Redirected("POST", url, answer.Status, target, new OptionKey("BatchEndpoint"));
                }

                throw ApiErrors.BatchCheckFailed(url, answer.Status, ProblemReader.TryRead(answer.Body));
        }
    }

    /// <summary>The most operations that the server takes; null when it takes more than 10,000 or does not say.</summary>
    public async Task<int?> LearnLimitAsync(CancellationToken cancellationToken)
    {
        foreach (var size in Sizes)
        {
            var answer = await PostAsync(Deletes(size), size, cancellationToken);
            if (answer.Status == 413)
            {
                return BatchLimitMessage.Read(ProblemReader.TryRead(answer.Body)?.Describe(), size);
            }
        }

        return null;
    }

    /// <summary>Finds the most operations that the server takes by trying, whatever its refusals state.</summary>
    /// <exception cref="BatchPerfException"><c>BatchLimitNotFound</c>: an answer says nothing of the batch's size.</exception>
    public async Task<BatchLimitFinding> FindLimitAsync(CancellationToken cancellationToken)
    {
        var search = new LimitSearch();
        string? message = null;
        while (search.Next() is { } size)
        {
            var answer = await PostAsync(Deletes(size), size, cancellationToken);
            var problem = ProblemReader.TryRead(answer.Body);
            var refused = answer.Status == 413;
            if (!refused && answer.Status is not (200 or 400 or 403 or 404))
            {
                throw ApiErrors.BatchLimitNotFound(url, size, answer, problem);
            }

            message = refused ? problem?.Describe() ?? "413" : message;
            search.Answered(size, refused, refused ? BatchLimitMessage.Read(problem?.Describe(), size) : null);
        }

        return new BatchLimitFinding(search.Bounded ? search.Accepted : null, message, search.Requests);
    }

    private static byte[] Deletes(int count)
    {
        var body = new StringBuilder("[");
        for (var i = 0; i < count; i++)
        {
            body.Append(i == 0 ? "" : ",").Append("""{"op":"delete","resource":"batchLimitProbes","naturalKey":{"probe":"0"}}""");
        }

        return Encoding.UTF8.GetBytes(body.Append(']').ToString());
    }

    private async Task<ApiAnswer> PostAsync(byte[] body, int operations, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return await request.SendAsync(message, AnswerLimit.Batch(operations), cancellationToken);
    }
}
