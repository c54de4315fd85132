using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Sends requests of the load and has the answers judged. One per worker: it reuses its buffer, so one request at a time.
/// </summary>
internal sealed class ExchangeClient(
    HttpMessageInvoker invoker,
    ConnectOptions options,
    TokenSource tokens,
    TimeProvider time) : IDisposable
{
    private readonly BodyBuffer _answer = new();

    /// <summary>
    /// Sends one request once, and reads of its answer no more than <see cref="AnswerLimit.Batch"/>; a 401 is answered with one new token
    /// and one more attempt.
    /// </summary>
    /// <param name="request">Request to send; its body is not read after the call.</param>
    /// <param name="cancellation">Ends waiting: at a timeout, or at the end of the run.</param>
    /// <returns>The exchange, and the one before it that a 401 ended.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(BatchExchange Exchange, BatchExchange? Refused)> SendAsync(
        ExchangeRequest request,
        ExchangeCancellation cancellation)
    {
        AccessToken token;
        var asked = time.GetTimestamp();
        try
        {
            token = await tokens.GetAsync(cancellation.Token);
        }
        catch (Exception exception) when (exception is BatchPerfException or OperationCanceledException)
        {
            var wait = TokenRefusal.Of(exception)?.Wait;
            return (new BatchExchange(Failures.WithoutToken(exception, cancellation), asked, 0, time.GetTimestamp(), wait), null);
        }

        var exchange = await SendOnceAsync(request, token, cancellation);
        if (exchange.Answer.StatusCode != 401)
        {
            return (exchange, null);
        }

        try
        {
            if (await tokens.ReplaceAsync(token, cancellation.Token) is { } fresh)
            {
                return (await SendOnceAsync(request, fresh, cancellation), exchange);
            }
        }
        catch (Exception exception) when (exception is BatchPerfException or OperationCanceledException)
        {
            // The 401 stands: it says more about this batch than the failed renewal does.
        }

        return (exchange, null);
    }

    public void Dispose() => _answer.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BatchExchange> SendOnceAsync(ExchangeRequest request, AccessToken token, ExchangeCancellation cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, request.Url);
        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        message.Headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        Transport.Prepare(message, options);
        if (request.Trace is { } trace)
        {
            message.Headers.TryAddWithoutValidation(TraceContext.HeaderName, trace.NextAttempt());
        }

        var started = time.GetTimestamp();
        long firstByte = 0;
        var read = false;
        try
        {
            using var response = await invoker.SendAsync(message, cancellation.Token);
            firstByte = time.GetTimestamp();
            var most = AnswerLimit.Batch(request.Shape.Count);
            var whole = await ReadAsync(response.Content, most, cancellation.Token);
            read = true;
            if (!whole)
            {
                return new BatchExchange(
                    Failures.TooLong((int)response.StatusCode, most, request.Shape.Count),
                    started,
                    firstByte,
                    time.GetTimestamp(),
                    null);
            }

            var ended = time.GetTimestamp();
            var retryAfter = RetryAfter.Of(response, time);
            var answer = Judge(response, request, token);
            return new BatchExchange(
                retryAfter is null ? answer : answer with { Error = answer.Error + RetryAfter.Words(retryAfter) },
                started,
                firstByte,
                ended,
                retryAfter);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or HttpRequestException or IOException or InvalidDataException
                or ObjectDisposedException)
        {
            var answer = Failures.Of(exception, firstByte != 0, cancellation, request.Body.Length);
            return new BatchExchange(answer, started, firstByte, time.GetTimestamp(), null);
        }
        finally
        {
            _answer.Release(reusable: read);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
        {
            return false;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken);
        await using (stream)
        {
            while (true)
            {
                var read = await stream.ReadAsync(_answer.GetMemory(4096), cancellationToken);
                if (read == 0)
                {
                    return true;
                }

                _answer.Advance(read);
                if (_answer.Length > most)
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Results keep a refusal's words, and the start of an answer that is not understood: neither may quote a secret.</summary>
    private BatchAnswer Judge(HttpResponseMessage response, in ExchangeRequest request, AccessToken token)
    {
        if (response.IsSuccessStatusCode)
        {
            var answer = request.Judge.Judge(response, _answer.Written, request);
            if (answer.BodyExcerpt is null)
            {
                return answer;
            }
        }

        tokens.Secrets.Hide(_answer.WrittenSpan, token.Bytes.Span);
        var judged = request.Judge.Judge(response, _answer.Written, request);
        return Redirect.Target(request.Url, response) is { } target
            ? judged with { Error = $"{judged.StatusCode}, a redirect to {target}, which is not followed." }
            : judged;
    }
}
