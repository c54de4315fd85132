using System.Net.Sockets;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Reads one request from a connection: at most 16 KB of head, in at most 64 reads, so that a head that comes byte by byte costs the
/// run no more than one that comes at once. A body is read only when it is asked for.
/// </summary>
internal sealed class RequestReader(Socket socket)
{
    private const int MostHead = 16 * 1024;
    private const int MostReads = 64;
    private const int MostDrained = 64 * 1024;
    private byte[] _bytes = new byte[2048];
    private int _length;
    private int _headLength;

    /// <summary>Reads the head.</summary>
    /// <returns>The head; or null and the status of the refusal, 0 where the other side closed before a head was complete.</returns>
    public async Task<(RequestHead? Head, int Refusal)> ReadHeadAsync(CancellationToken cancellationToken)
    {
        for (var reads = 0; ; reads++)
        {
            if (reads == MostReads || _length == MostHead)
            {
                return (null, 431);
            }

            if (_length == _bytes.Length)
            {
                Array.Resize(ref _bytes, 2 * _length);
            }

            var before = _length;
            var read = await socket.ReceiveAsync(_bytes.AsMemory(_length), cancellationToken);
            if (read == 0)
            {
                return (null, 0);
            }

            _length += read;
            var from = Math.Max(0, before - 3);
            var end = _bytes.AsSpan(from, _length - from).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                _headLength = from + end + 4;
                return RequestHead.Parse(_bytes.AsSpan(0, _headLength));
            }
        }
    }

    /// <summary>Reads the body.</summary>
    /// <param name="length">Its bytes, as the head says.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The body; null where the other side closed before it was complete, or took too many pieces.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = new byte[length];
        var known = Math.Min(length, _length - _headLength);
        _bytes.AsSpan(_headLength, known).CopyTo(body);
        for (var reads = 0; known < length; reads++)
        {
            var read = reads < MostReads ? await socket.ReceiveAsync(body.AsMemory(known), cancellationToken) : 0;
            if (read == 0)
            {
                return null;
            }

            known += read;
        }

        return body;
    }

    /// <summary>
    /// Drops the bytes that still come, within bounds, after the answer has been sent: a connection that is closed over unread bytes is
    /// reset, and the answer may be lost with it.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        socket.Shutdown(SocketShutdown.Send);
        var (drained, read) = (0, 1);
        for (var reads = 0; reads < MostReads && drained < MostDrained && read > 0; reads++)
        {
            read = await socket.ReceiveAsync(_bytes, cancellationToken);
            drained += read;
        }
    }
}
