using System.Buffers.Binary;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>A message of protobuf, field by field (https://protobuf.dev/programming-guides/encoding/).</summary>
internal sealed class WireReader
{
    private readonly List<(int Number, ulong Value, byte[] Bytes)> _fields = [];

    /// <exception cref="FormatException">It is no message.</exception>
    public WireReader(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((number, Varint(message, ref at), []));
                    break;
                case 1:
                    _fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at, 8)), []));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    _fields.Add((number, 0, message[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    _fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at, 4)), []));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Field {number} has the unknown type {key & 7}.");
            }
        }
    }

    public IEnumerable<WireReader> Messages(int number) => _fields.Where(f => f.Number == number).Select(static f => new WireReader(f.Bytes));

    public bool Has(int number) => _fields.Exists(f => f.Number == number);

    public string Text(int number) => System.Text.Encoding.UTF8.GetString(_fields.FindLast(f => f.Number == number).Bytes ?? []);

    public long Whole(int number) => (long)_fields.FindLast(f => f.Number == number).Value;

    public double Real(int number) => BitConverter.UInt64BitsToDouble(_fields.FindLast(f => f.Number == number).Value);

    /// <summary>A packed list of eight bytes each.</summary>
    public IReadOnlyList<ulong> Packed(int number)
    {
        var bytes = _fields.FindLast(f => f.Number == number).Bytes ?? [];
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8 * i, 8)))];
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
