using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>Sends one set-up request and reads the whole answer; the load itself goes another way.</summary>
internal sealed class ApiRequest(HttpMessageInvoker invoker, ConnectOptions options)
{
    /// <summary>Finds this connection's secrets in what its server answers.</summary>
    public SecretEcho Secrets { get; } = new(options);

    /// <summary>As below, for answers as long as <see cref="AnswerLimit.Metadata"/>.</summary>
    public Task<ApiAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, AnswerLimit.Metadata, cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="mostBytes">The most bytes that the answer may have, after decompression.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">No answer came; <c>AnswerTooLong</c>.</exception>
    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request, int mostBytes, CancellationToken cancellationToken)
    {
        var method = request.Method.Method;
        var url = request.RequestUri!;
        Transport.Prepare(request, options);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            using var response = await invoker.SendAsync(request, timeout.Token);
            await response.Content.LoadIntoBufferAsync(mostBytes).WaitAsync(timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            if (!response.IsSuccessStatusCode)
            {
                var header = request.Headers.NonValidated.TryGetValues("Authorization", out var sent) ? sent.ToString() : "";
                Secrets.Hide(body, Encoding.ASCII.GetBytes(header.Split(' ')[^1]));
            }

            return new ApiAnswer(
                (int)response.StatusCode,
                body,
                response.Headers.Location?.OriginalString,
                response.Headers.TryGetValues("ETag", out var etag) ? string.Concat(etag) : null,
                response.Headers.TryGetValues("Total-Count", out var count) ? string.Concat(count) : null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ApiErrors.TimedOut(method, url, options.Timeout);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw ApiErrors.TooLong(method, url, mostBytes, exception);
        }
        catch (ObjectDisposedException)
        {
            throw ApiErrors.Closed(method, url);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw ApiErrors.Unreachable(method, url, exception);
        }
    }
}
