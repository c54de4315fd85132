using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>
/// A server inside the process that answers a rehearsal as a DMS would answer the load: it keeps nothing, checks nothing, and listens on
/// loopback at a free port.
/// </summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly bool _http2;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private StandIn(Socket listener, bool secure, bool http2)
    {
        (_listener, _http2) = (listener, http2);
        _tls = secure ? StandInCertificate.Create(http2) : null;
        Url = new Uri($"{(secure ? "https" : "http")}://{listener.LocalEndPoint}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Address on which the stand-in listens.</summary>
    public Uri Url { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="secure">True for TLS, by a self-signed certificate that only the rehearsal accepts.</param>
    /// <param name="http2">True for HTTP/2, without TLS from the first byte on; false for HTTP/1.1.</param>
    /// <exception cref="SocketException">This process may not, or has no socket left.</exception>
    public static StandIn Listen(bool secure, bool http2)
    {
        const int waiting = 512;
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(waiting);
            return new StandIn(listener, secure, http2);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_closing.Token);
                var connection = new StandInConnection(socket, _tls, _http2, chunked: serving.Count % 2 == 1);
                serving.Add(connection.ServeAsync(_closing.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // closed, or no socket is left: those that there are go on
        }

        await Task.WhenAll(serving);
    }
}
