using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Bench.Sink;

/// <summary>One connection of the sink: POST is a batch, GET asks for what was counted.</summary>
internal sealed class SinkConnection(SinkServer server, Socket socket)
{
    private static ReadOnlySpan<byte> Freeze => "GET /freeze/"u8;

    private readonly byte[] _buffer = new byte[128 * 1024];
    private long _batches;
    private int _filled;

    public long Batches => Volatile.Read(ref _batches);

    public void Serve()
    {
        using var closing = socket;
        socket.NoDelay = true;
        try
        {
            while (ReadRequest() is var length && length > 0)
            {
                Answer(length);
                _filled -= length;
                _buffer.AsSpan(length, _filled).CopyTo(_buffer);
            }
        }
        catch (SocketException)
        {
            // the generator has gone
        }
    }

    private void Answer(int length)
    {
        if (_buffer[0] == (byte)'P')
        {
            server.NoteBatch(length);
            server.Holds.Hold();
            socket.Send(server.Answers.Next());
            Volatile.Write(ref _batches, _batches + 1);
            return;
        }

        var request = _buffer.AsSpan(0, length);
        if (request.StartsWith("GET /reset"u8))
        {
            server.Reset();
        }
        else if (request.StartsWith(Freeze) && Utf8Parser.TryParse(request[Freeze.Length..], out int milliseconds, out _))
        {
            server.Holds.FreezeFor(milliseconds);
        }

        var body = request.StartsWith("GET /holds"u8) ? server.Holds.List() : $"{server.Batches} {server.FirstAt}";
        socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    /// <returns>The length of a whole request at the start of the buffer; 0 at the end of the connection.</returns>
    private int ReadRequest()
    {
        var length = 0;
        while (length == 0 || _filled < length)
        {
            if (length == 0 && _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8) is var end && end >= 0)
            {
                length = end + 4 + ContentLength(_buffer.AsSpan(0, end));
                continue;
            }

            var read = socket.Receive(_buffer.AsSpan(_filled));
            if (read == 0)
            {
                return 0;
            }

            _filled += read;
        }

        return length;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        for (var line = head; line.Length > 0;)
        {
            var end = line.IndexOf("\r\n"u8);
            var field = end < 0 ? line : line[..end];
            if (field.Length > 15 && Ascii.EqualsIgnoreCase(field[..15], "content-length:"u8))
            {
                return Utf8Parser.TryParse(field[15..].TrimStart((byte)' '), out int length, out _) ? length : 0;
            }

            line = end < 0 ? [] : line[(end + 2)..];
        }

        return 0;
    }
}
