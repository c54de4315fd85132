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

    /// <summary>Serves with blocking calls, on a thread of its own.</summary>
    public void Serve()
    {
        using var closing = socket;
        socket.NoDelay = true;
        try
        {
            while (AnswerAll() && socket.Receive(_buffer.AsSpan(_filled)) is > 0 and var read)
            {
                _filled += read;
            }
        }
        catch (SocketException)
        {
            // the generator has gone
        }
    }

    /// <summary>Serves on the thread pool.</summary>
    public async Task ServeAsync()
    {
        using var closing = socket;
        socket.NoDelay = true;
        try
        {
            while (AnswerAll() && await socket.ReceiveAsync(_buffer.AsMemory(_filled)) is > 0 and var read)
            {
                _filled += read;
            }
        }
        catch (SocketException)
        {
            // the generator has gone
        }
    }

    /// <summary>Answers every request that has come as a whole; true, since there may be more.</summary>
    private bool AnswerAll()
    {
        while (ReadRequest() is > 0 and var length)
        {
            Answer(length);
            _filled -= length;
            _buffer.AsSpan(length, _filled).CopyTo(_buffer);
        }

        return true;
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

    /// <returns>The length of a whole request at the start of the buffer; 0 while there is none.</returns>
    private int ReadRequest()
    {
        var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
        var length = end < 0 ? 0 : end + 4 + ContentLength(_buffer.AsSpan(0, end));
        return length <= _filled ? length : 0;
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
