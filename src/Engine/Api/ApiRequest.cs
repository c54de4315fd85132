using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>Sends one set-up request and reads the whole answer; the load itself goes another way.</summary>
internal sealed class ApiRequest(HttpMessageInvoker invoker, ConnectOptions options)
{
    private const int MaxAnswerBytes = 64 * 1024 * 1024;

    /// <summary>Finds this connection's secrets in what its server answers.</summary>
    public SecretEcho Secrets { get; } = new(options);

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.Method.Method;
        var url = request.RequestUri!;
        Transport.Prepare(request, options);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            using var response = await invoker.SendAsync(request, timeout.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes).WaitAsync(timeout.Token);
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
