using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Sends requests of the load and has the answers judged. One per worker: it reuses its buffer, so one request at a time.
/// </summary>
/// <param name="wire">Its own way to the server, which is disposed with it.</param>
/// <param name="tokens">Gives the token.</param>
/// <param name="time">Measures.</param>
/// <param name="handover">That of the load; null for a request by itself.</param>
internal sealed class ExchangeClient(
    IBatchWire wire,
    TokenSource tokens,
    TimeProvider time,
    AnswerHandover? handover = null) : IDisposable
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

    public void Dispose()
    {
        wire.Dispose();
        _answer.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BatchExchange> SendOnceAsync(ExchangeRequest request, AccessToken token, ExchangeCancellation cancellation)
    {
        var started = time.GetTimestamp();
        long firstByte = 0;
        var read = false;
        try
        {
            var head = await wire.SendAsync(request, token, cancellation.Token);
            firstByte = time.GetTimestamp();
            var most = AnswerLimit.Batch(request.Shape.Count);
            var whole = await wire.ReadAsync(_answer, most, cancellation.Token);
            if (!whole)
            {
                return new BatchExchange(
                    Failures.TooLong(head.Status, most, request.Shape.Count),
                    started,
                    firstByte,
                    time.GetTimestamp(),
                    null);
            }

            read = true;
            var ended = time.GetTimestamp();
            if (handover?.Take(ended) == true)
            {
                await Task.Yield();
            }

            var answer = Judge(head, request, token);
            return new BatchExchange(
                head.RetryAfter is { } wait ? answer with { Error = answer.Error + RetryAfter.Words(wait) } : answer,
                started,
                firstByte,
                ended,
                head.RetryAfter);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or HttpRequestException or IOException or InvalidDataException
                or ObjectDisposedException)
        {
            var harmless = tokens.Secrets.Hide(exception, token.Bytes.Span);
            var answer = Failures.Of(harmless, firstByte != 0, wire.Sent, cancellation, request.Body.Length);
            return new BatchExchange(answer, started, firstByte, time.GetTimestamp(), null);
        }
        finally
        {
            wire.End(whole: read);
            _answer.Release(reusable: read);
        }
    }

    /// <summary>
    /// Results keep a refusal's words, the target of a redirect, and the start of an answer that is not understood: none may quote a
    /// secret.
    /// </summary>
    private BatchAnswer Judge(AnswerHead head, in ExchangeRequest request, AccessToken token)
    {
        if (head.IsSuccess)
        {
            var answer = request.Judge.Judge(head, _answer.Written, request);
            if (answer.BodyExcerpt is null)
            {
                return answer;
            }
        }

        tokens.Secrets.Hide(_answer.WrittenSpan, token.Bytes.Span);
        var judged = request.Judge.Judge(head, _answer.Written, request);
        return Redirect.Target(request.Url, head.Status, head.Location) is { } target
            ? judged with
            {
                Error = $"{judged.StatusCode}, a redirect to {tokens.Secrets.Hide(target, token.Bytes.Span)}, which is not followed.",
            }
            : judged;
    }
}
