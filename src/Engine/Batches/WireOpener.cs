using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>Opens connections of a run in HTTP/1.1, with TLS where the URL says so. Safe for concurrent use.</summary>
/// <param name="options">Settings of the connection.</param>
/// <param name="timer">Opens sockets within the run's budget, and measures.</param>
internal sealed class WireOpener(ConnectOptions options, ConnectionTimer timer)
{
    /// <summary>Writes heads of requests.</summary>
    public RequestHeads Heads { get; } = new(options);

    /// <summary>Opens a connection.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">
    /// NameResolutionError, ConnectionError or SecureConnectionError: it cannot be opened, for the reason inside.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; with a TimeoutException inside, it took too long.</exception>
    public async ValueTask<Stream> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            var begun = timer.Begin();
            var plain = await ConnectAsync(new DnsEndPoint(url.IdnHost, url.Port), limit.Token);
            var stream = url.Scheme == Uri.UriSchemeHttps ? await SecureAsync(plain, url, limit.Token) : plain;
            timer.Opened(begun);
            return stream;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TaskCanceledException(
                exception.Message,
                new TimeoutException("A connection could not be established within the configured ConnectTimeout."),
                exception.CancellationToken);
        }
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.ConnectAsync(place, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var error = exception is SocketException { SocketErrorCode: SocketError.HostNotFound }
                ? HttpRequestError.NameResolutionError
                : HttpRequestError.ConnectionError;
            throw new HttpRequestException(
                error,
                FormattableString.Invariant($"{exception.Message} ({place.Host}:{place.Port})"),
                exception);
        }
    }

    private async ValueTask<Stream> SecureAsync(Stream plain, Uri url, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain);
        try
        {
            var tls = Transport.CreateTls(options);
            tls.TargetHost = Heads.HostName(url);
            await secure.AuthenticateAsClientAsync(tls, cancellationToken);
            return secure;
        }
        catch (Exception exception)
        {
            await secure.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                "The SSL connection could not be established, see inner exception.",
                exception);
        }
    }
}
