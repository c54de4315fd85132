using System.Buffers;
using System.Buffers.Binary;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>
/// The stand-in's side of a connection by HTTP/2 (RFC 9113), without I/O: takes frames, and writes the frames that answer them. It knows
/// what .NET's client sends in a rehearsal, with windows such as Kestrel's; anything else is refused.
/// </summary>
internal sealed class Http2Exchange(IBufferWriter<byte> output) : IDisposable
{
    private const int MostStreams = 100;
    private const int StreamWindow = 768 * 1024;
    private const int ConnectionWindow = 1024 * 1024;
    private const int InitialWindow = 65_535;
    private const int LongestBodies = 256 * 1024 * 1024;
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly ArrayBufferWriter<byte> _block = new();
    private long _window = InitialWindow;
    private long _windowOfStreams = InitialWindow;
    private int _unacknowledged;
    private long _held;
    private bool _greeted;
    private bool _typed;

    /// <summary>What a client says first.</summary>
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Writes what a server says first.</summary>
    public void Begin()
    {
        Span<byte> settings = stackalloc byte[12];
        WriteSetting(settings, key: 3, MostStreams);
        WriteSetting(settings[6..], key: 4, StreamWindow);
        Http2Frame.Write(output, Http2Frame.Settings, flags: 0, stream: 0, settings);
        WriteNumber(Http2Frame.WindowUpdate, stream: 0, ConnectionWindow - InitialWindow);
    }

    /// <summary>Takes what the client sent.</summary>
    /// <param name="received">All that was received and not taken yet.</param>
    /// <returns>
    /// Bytes that were taken, those behind them being the beginning of a frame; null where the connection ends: the client says so, or
    /// sends what the rehearsal does not.
    /// </returns>
    public int? Take(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        if (!_greeted)
        {
            if (received.Length < Preface.Length)
            {
                return Preface.StartsWith(received) ? 0 : null;
            }

            _greeted = received.StartsWith(Preface);
            taken = Preface.Length;
        }

        while (_greeted && received.Length - taken >= Http2Frame.HeadLength)
        {
            var frame = Http2Frame.Read(received[taken..]);
            var end = taken + Http2Frame.HeadLength + frame.Length;
            if (frame.Length <= Http2Frame.Longest && received.Length < end)
            {
                break;
            }

            if (frame.Length > Http2Frame.Longest || !Take(frame, received[(end - frame.Length)..end]))
            {
                return null;
            }

            taken = end;
        }

        return _greeted ? taken : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stream in _streams.Values)
        {
            stream.Dispose();
        }
    }

    private bool Take(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Type)
        {
            case Http2Frame.Headers:
                return TakeHeaders(frame, payload);
            case Http2Frame.Data:
                return TakeData(frame, payload);
            case Http2Frame.Settings:
                return TakeSettings(frame, payload);
            case Http2Frame.WindowUpdate:
                return TakeWindow(frame, payload);
            case Http2Frame.Reset:
                Forget(frame.Stream);
                return true;
            case Http2Frame.Ping:
                if (!frame.Has(Http2Frame.EndOrAcknowledged))
                {
                    Http2Frame.Write(output, Http2Frame.Ping, Http2Frame.EndOrAcknowledged, stream: 0, payload);
                }

                return true;
            default:
                return frame.Type is not (Http2Frame.GoAway or Http2Frame.Continuation or Http2Frame.Push);
        }
    }

    private bool TakeHeaders(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Has(Http2Frame.Wrapped) || !frame.Has(Http2Frame.EndHeaders) || _streams.Count >= MostStreams
            || HeaderBlock.Read(payload) is not var (isPost, path))
        {
            return false;
        }

        var stream = new Http2Stream(frame.Stream, isPost, path, _windowOfStreams);
        if (!_streams.TryAdd(frame.Stream, stream))
        {
            return false;
        }

        return !frame.Has(Http2Frame.EndOrAcknowledged) || Answer(stream);
    }

    private bool TakeData(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        _held += payload.Length;
        if (frame.Has(Http2Frame.Wrapped) || _held > LongestBodies)
        {
            return false;
        }

        _unacknowledged = Acknowledge(stream: 0, _unacknowledged + payload.Length, ConnectionWindow);
        if (!_streams.TryGetValue(frame.Stream, out var stream))
        {
            _held -= payload.Length;
            return true; // the client gave it up
        }

        stream.Body.Write(payload);
        if (frame.Has(Http2Frame.EndOrAcknowledged))
        {
            return Answer(stream);
        }

        stream.Unacknowledged = Acknowledge(stream.Id, stream.Unacknowledged + payload.Length, StreamWindow);
        return true;
    }

    private bool TakeSettings(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Has(Http2Frame.EndOrAcknowledged))
        {
            return true;
        }

        for (; payload.Length >= 6; payload = payload[6..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(payload) != 4)
            {
                continue;
            }

            var window = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
            foreach (var stream in _streams.Values)
            {
                stream.Window += window - _windowOfStreams;
            }

            _windowOfStreams = window;
        }

        Http2Frame.Write(output, Http2Frame.Settings, Http2Frame.EndOrAcknowledged, stream: 0, []);
        SendAll();
        return true;
    }

    private bool TakeWindow(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 4)
        {
            return false;
        }

        var more = BinaryPrimitives.ReadUInt32BigEndian(payload) & int.MaxValue;
        if (frame.Stream == 0)
        {
            _window += more;
            SendAll();
        }
        else if (_streams.TryGetValue(frame.Stream, out var stream))
        {
            stream.Window += more;
            Send(stream);
        }

        return true;
    }

    private bool Answer(Http2Stream stream)
    {
        var answer = stream.Answer();
        _block.ResetWrittenCount();
        HeaderBlock.Write(_block, answer, first: !_typed, sized: stream.Id % 4 == 1); // servers do both
        _typed |= stream.Left > 0;
        if (_block.WrittenCount > Http2Frame.Longest)
        {
            return false;
        }

        var flags = stream.Left > 0 ? Http2Frame.EndHeaders : (byte)(Http2Frame.EndHeaders | Http2Frame.EndOrAcknowledged);
        Http2Frame.Write(output, Http2Frame.Headers, flags, stream.Id, _block.WrittenSpan);
        Send(stream);
        return true;
    }

    private void SendAll()
    {
        foreach (var stream in _streams.Values.Where(static stream => stream.Left > 0).ToList())
        {
            Send(stream);
        }
    }

    /// <summary>Writes of an answer's body what the windows let through; the rest waits for them to open.</summary>
    private void Send(Http2Stream stream)
    {
        while (stream.Left > 0 && Math.Min(stream.Window, _window) is > 0 and var open)
        {
            var count = (int)Math.Min(Math.Min(open, Http2Frame.Longest), stream.Left);
            _window -= count;
            var end = count == stream.Left;
            Http2Frame.Write(output, Http2Frame.Data, end ? Http2Frame.EndOrAcknowledged : (byte)0, stream.Id, stream.Take(count));
        }

        if (stream.Left == 0 && stream.IsAnswered)
        {
            Forget(stream.Id);
        }
    }

    /// <summary>Gives a window back once half of it is used.</summary>
    /// <returns>Bytes that are still to be given back.</returns>
    private int Acknowledge(int stream, int count, int window)
    {
        if (count < window / 2)
        {
            return count;
        }

        WriteNumber(Http2Frame.WindowUpdate, stream, count);
        return 0;
    }

    private void Forget(int id)
    {
        if (_streams.Remove(id, out var stream))
        {
            _held -= stream.Body.Length;
            stream.Dispose();
        }
    }

    private void WriteNumber(byte type, int stream, int number)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        Http2Frame.Write(output, type, flags: 0, stream, payload);
    }

    private static void WriteSetting(Span<byte> settings, ushort key, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(settings, key);
        BinaryPrimitives.WriteInt32BigEndian(settings[2..], value);
    }
}
