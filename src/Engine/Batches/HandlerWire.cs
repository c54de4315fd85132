using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>A wire through the platform's handler: for HTTP/2, proxies and compressed answers, and for batches outside a run.</summary>
/// <param name="invoker">The handler, shared by many wires; not disposed.</param>
/// <param name="options">Settings of the connection.</param>
/// <param name="time">Says now, for a wait until a date.</param>
internal sealed class HandlerWire(HttpMessageInvoker invoker, ConnectOptions options, TimeProvider time) : IBatchWire
{
    private HttpRequestMessage? _message;
    private HttpResponseMessage? _response;

    /// <inheritdoc/>
    public bool? Sent => (_message?.Content as BatchContent)?.Begun;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AnswerHead> SendAsync(ExchangeRequest request, AccessToken token, CancellationToken cancellationToken)
    {
        var message = _message = new HttpRequestMessage(request.Method, request.Url);
        if (!request.Body.IsEmpty)
        {
            message.Content = BatchContent.Of(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        message.Headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        Transport.Prepare(message, options);
        if (request.Trace is { } trace)
        {
            message.Headers.TryAddWithoutValidation(TraceContext.HeaderName, trace.NextAttempt());
        }

        var response = _response = await invoker.SendAsync(message, cancellationToken);
        return new AnswerHead((int)response.StatusCode)
        {
            Location = response.Headers.NonValidated.TryGetValues("Location", out var location) ? location.ToString() : null,
            RetryAfter = RetryAfter.Of(response, time),
        };
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(BodyBuffer answer, int most, CancellationToken cancellationToken)
    {
        var content = _response!.Content;
        if (content.Headers.ContentLength > most)
        {
            return false;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken);
        await using (stream)
        {
            while (true)
            {
                var read = await stream.ReadAsync(answer.GetMemory(4096), cancellationToken);
                if (read == 0)
                {
                    return true;
                }

                answer.Advance(read);
                if (answer.Length > most)
                {
                    return false;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void End(bool whole)
    {
        _response?.Dispose();
        _message?.Dispose();
        _response = null;
        _message = null;
    }

    /// <inheritdoc/>
    public void Dispose() => End(whole: false);
}
