using System.Buffers.Text;
using System.Net.Security;
using System.Net.Sockets;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>
/// One connection of the stand-in: by HTTP/1.1 requests with a Content-Length, as this tool sends them, one after another; by HTTP/2 many
/// at once.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="tls">TLS options with which handshakes are answered; null for a connection without TLS.</param>
/// <param name="http2">True for HTTP/2.</param>
/// <param name="chunked">True to send HTTP/1.1's bodies in chunks, as some servers do: the client has other code for them.</param>
internal sealed class StandInConnection(Socket socket, SslServerAuthenticationOptions? tls, bool http2, bool chunked) : IDisposable
{
    private const int LongestHead = 64 * 1024;
    private const int LongestBody = 256 * 1024 * 1024;
    private readonly BodyBuffer _received = new();
    private readonly BodyBuffer _answer = new();

    /// <summary>Answers until the client closes the connection, or the stand-in does. Never faults.</summary>
    public async Task ServeAsync(CancellationToken closing)
    {
        using var owned = socket;
        try
        {
            socket.NoDelay = true;
            await using var stream = await OpenAsync(closing);
            await (http2 ? ServeHttp2Async(stream, closing) : ServeHttp1Async(stream, closing));
        }
        catch (Exception)
        {
            // the rehearsal or the stand-in has closed the connection, or another client connected
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _received.Dispose();
        _answer.Dispose();
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken closing)
    {
        var plain = new NetworkStream(socket);
        if (tls is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(tls, closing);
        return secure;
    }

    private async Task ServeHttp2Async(Stream stream, CancellationToken closing)
    {
        using var exchange = new Http2Exchange(_answer);
        exchange.Begin();
        do
        {
            await stream.WriteAsync(_answer.Written, closing);
            _answer.Clear();
            var count = await stream.ReadAsync(_received.GetMemory(4096), closing);
            if (count == 0)
            {
                return;
            }

            _received.Advance(count);
        }
        while (Take(exchange));
    }

    private bool Take(Http2Exchange exchange)
    {
        if (exchange.Take(_received.Written.Span) is not { } taken)
        {
            return false;
        }

        var left = _received.WrittenSpan[taken..];
        left.CopyTo(_received.WrittenSpan);
        _received.Clear();
        _received.Advance(left.Length);
        return true;
    }

    private async Task ServeHttp1Async(Stream stream, CancellationToken closing)
    {
        while (await ReceiveAsync(stream, closing) is var (head, body))
        {
            _answer.Clear();
            Http1Answer.Write(_answer, _received.Written.Span[..head], _received.Written.Span.Slice(head, body), chunked);
            await stream.WriteAsync(_answer.Written, closing);
            _received.Clear();
        }
    }

    /// <summary>Receives a whole request; null at the end of the connection, and for bytes that are not a request.</summary>
    private async ValueTask<(int Head, int Body)?> ReceiveAsync(Stream stream, CancellationToken closing)
    {
        int head = 0, body = 0;
        while (head == 0 || _received.Length < head + body)
        {
            var count = await stream.ReadAsync(_received.GetMemory(4096), closing);
            if (count == 0)
            {
                return null;
            }

            _received.Advance(count);
            if (head == 0 && _received.Written.Span.IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                head = end + 4;
                body = LengthOf(_received.Written.Span[..head]);
            }

            if ((head == 0 && _received.Length > LongestHead) || body is < 0 or > LongestBody)
            {
                return null; // nothing that the rehearsal sends
            }
        }

        return (head, body);
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length : 0;
    }
}
