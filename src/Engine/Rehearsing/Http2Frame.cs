using System.Buffers;
using System.Buffers.Binary;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Head of a frame of HTTP/2 (RFC 9113, 4.1).</summary>
/// <param name="Length">Bytes of its payload.</param>
/// <param name="Type">Its type.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Stream">Its stream; 0 for the connection.</param>
internal readonly record struct Http2Frame(int Length, byte Type, byte Flags, int Stream)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Push = 5;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    /// <summary>Flag: the last frame of its side of a stream; the answer to settings or a ping.</summary>
    public const byte EndOrAcknowledged = 1;

    /// <summary>Flag: the header block is whole.</summary>
    public const byte EndHeaders = 4;

    /// <summary>Flags: the payload has padding or a priority around it.</summary>
    public const byte Wrapped = 0x08 | 0x20;

    /// <summary>Bytes of a head.</summary>
    public const int HeadLength = 9;

    /// <summary>Most bytes of a payload where none agreed on more.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">At least <see cref="HeadLength"/> bytes.</param>
    public static Http2Frame Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        bytes[3],
        bytes[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & int.MaxValue));

    /// <summary>True where the flag is set.</summary>
    public bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>Writes a frame.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="type">Its type.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="stream">Its stream; 0 for the connection.</param>
    /// <param name="payload">Its payload, at most <see cref="Longest"/> bytes.</param>
    public static void Write(IBufferWriter<byte> output, byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var head = output.GetSpan(HeadLength);
        head[0] = (byte)(payload.Length >> 16);
        head[1] = (byte)(payload.Length >> 8);
        head[2] = (byte)payload.Length;
        head[3] = type;
        head[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        output.Advance(HeadLength);
        output.Write(payload);
    }
}
