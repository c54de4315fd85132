namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// The variable-length integers of HdrHistogram's V2 encoding: zig-zag, 7 bits a byte, least significant first, and all 8 bits in a ninth.
/// Source: HdrHistogram, ZigZagEncoding.
/// </summary>
internal static class ZigZag
{
    private const int MaxBytes = 9;

    public static void Write(Stream destination, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (var written = 1; written < MaxBytes && rest >= 0x80; written++)
        {
            destination.WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        destination.WriteByte((byte)rest);
    }

    /// <exception cref="FormatException">The bytes end within a number.</exception>
    public static long Read(ReadOnlySpan<byte> source, ref int position)
    {
        ulong value = 0;
        for (var i = 0; i < MaxBytes; i++)
        {
            if (position >= source.Length)
            {
                throw new FormatException("The histogram's counts end within a number.");
            }

            var b = source[position++];
            var last = i == MaxBytes - 1;
            value |= (ulong)(last ? b : b & 0x7F) << (7 * i);
            if (last || (b & 0x80) == 0)
            {
                break;
            }
        }

        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
