using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>Sends one set-up request and reads the whole answer; the load itself goes another way.</summary>
internal sealed class ApiRequest(HttpMessageInvoker invoker, ConnectOptions options)
{
    /// <summary>Finds this connection's secrets in its server's answers.</summary>
    public SecretEcho Secrets { get; } = new(options);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">Request to send.</param>
    /// <param name="mostBytes">The most bytes that the answer may have, after decompression.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="foreign">True for a host that gets no header of the operator's.</param>
    /// <exception cref="BatchPerfException">No answer came; <c>AnswerTooLong</c>.</exception>
    public async Task<ApiAnswer> SendAsync(
        HttpRequestMessage request,
        int mostBytes,
        CancellationToken cancellationToken,
        bool foreign = false)
    {
        var method = request.Method.Method;
        var url = request.RequestUri!;
        Transport.Prepare(request, options, foreign);
        var head = true;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            using var response = await invoker.SendAsync(request, timeout.Token);
            head = false;
            await response.Content.LoadIntoBufferAsync(mostBytes).WaitAsync(timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            if (!response.IsSuccessStatusCode)
            {
                Secrets.Hide(body, Token(request));
            }

            return new ApiAnswer((int)response.StatusCode, body)
            {
                Location = response.Headers.NonValidated.TryGetValues("Location", out var location)
                    ? response.IsSuccessStatusCode ? location.ToString() : Secrets.Hide(location.ToString(), Token(request))
                    : null,
                ETag = response.Headers.TryGetValues("ETag", out var etag) ? string.Concat(etag) : null,
                TotalCount = response.Headers.TryGetValues("Total-Count", out var count) ? string.Concat(count) : null,
                RetryAfter = RetryAfter.Of(response, TimeProvider.System),
                HttpMajor = response.Version.Major,
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Marked(ApiErrors.TimedOut(method, url, options.Timeout), exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw head ? TransportErrors.HeadTooLong(method, url, exception)
                : TransportErrors.TooLong(method, url, mostBytes, exception);
        }
        catch (ObjectDisposedException)
        {
            throw ApiErrors.Closed(method, url);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw Marked(TransportErrors.Of(method, url, options.Http2, Secrets.Hide(exception, Token(request))), exception);
        }
    }

    /// <summary>What a request carries to be let in, which no error may quote; empty where it carries nothing.</summary>
    private static byte[] Token(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("Authorization", out var sent)
            ? Encoding.ASCII.GetBytes(sent.ToString().Split(' ')[^1])
            : [];

    private static BatchPerfException Marked(BatchPerfException problem, Exception cause) =>
        SendFailure.NeverSent(cause) ? problem.BeforeSending() : problem;
}
