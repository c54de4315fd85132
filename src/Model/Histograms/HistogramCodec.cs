using System.Buffers.Binary;
using System.IO.Compression;

namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// HdrHistogram's V2 encoding, compressed and in base64; its text starts with <c>HISTFAAA</c>. All numbers are big-endian.
/// </summary>
internal static class HistogramCodec
{
    private const int PlainCookie = 0x1c849313;
    private const int CompressedCookie = 0x1c849314;
    private const int HeaderLength = 40;
    private const int CompressedHeaderLength = 8;

    // Every counter in the most bytes that one can take.
    private const int LongestPlain = HeaderLength + (9 * HistogramBuckets.ChunkCount * HistogramBuckets.ChunkSize);

    public static string Encode(LatencyHistogram histogram)
    {
        var counts = HistogramCounts.Encode(histogram.Counts());
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, PlainCookie);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], counts.Length);
        // normalising index offset: how the writer's array lay in memory; counts are in order of value all the same
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 0);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], HistogramBuckets.SignificantDigits);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], 1); // lowest discernible value
        BinaryPrimitives.WriteInt64BigEndian(header[24..], Highest(histogram));
        BinaryPrimitives.WriteDoubleBigEndian(header[32..], 1); // integer to double conversion ratio

        using var output = new MemoryStream();
        output.SetLength(CompressedHeaderLength);
        output.Position = CompressedHeaderLength;
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(header);
            zlib.Write(counts);
        }

        var bytes = output.GetBuffer().AsSpan(0, (int)output.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], bytes.Length - CompressedHeaderLength);
        return Convert.ToBase64String(bytes);
    }

    /// <exception cref="FormatException">The text is not a V2 histogram with 3 significant digits and lowest value 1.</exception>
    public static LatencyHistogram Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Inflate(Convert.FromBase64String(text));
        if (plain.Length < HeaderLength || BinaryPrimitives.ReadInt32BigEndian(plain) != PlainCookie)
        {
            throw new FormatException("The text is not a histogram in HdrHistogram's V2 encoding.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(4));
        var digits = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(12));
        var lowest = BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(16));
        if (digits != HistogramBuckets.SignificantDigits || lowest != 1)
        {
            throw new FormatException(
                $"A histogram with 3 significant digits and lowest value 1 was expected; this one has {digits} digits and lowest "
                    + $"value {lowest}.");
        }

        if (length < 0 || length > plain.Length - HeaderLength)
        {
            throw new FormatException("The histogram is cut off.");
        }

        var counts = HistogramCounts.Decode(plain.AsSpan(HeaderLength, length));
        Check(counts);
        var histogram = new LatencyHistogram();
        histogram.Restore(counts, exact: null);
        return histogram;
    }

    /// <summary>
    /// The highest trackable value to declare, of the last bucket: readers size their arrays by it, and equal counts give equal texts.
    /// </summary>
    public static long Highest(LatencyHistogram histogram) =>
        Math.Max(HistogramBuckets.UsualHighest, HistogramBuckets.HighestAt(HistogramBuckets.IndexOf(histogram.Max)));

    /// <summary>
    /// Refuses forged counts by which the total, or the sum that the mean is taken from, would overflow and fall below 0.
    /// </summary>
    private static void Check(List<(int Index, long Count)> counts)
    {
        Int128 total = 0, sum = 0;
        foreach (var (index, count) in counts)
        {
            total += count;
            sum += (Int128)HistogramBuckets.MedianAt(index) * count;
        }

        if (total > long.MaxValue || sum > long.MaxValue)
        {
            throw new FormatException("The histogram's counts add up to more than 2^63 values or microseconds.");
        }
    }

    private static byte[] Inflate(byte[] bytes)
    {
        if (bytes.Length < CompressedHeaderLength || BinaryPrimitives.ReadInt32BigEndian(bytes) != CompressedCookie)
        {
            throw new FormatException("The text is not a compressed histogram; such a text starts with HISTFAAA.");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)) is var length
            && (length < 0 || length > bytes.Length - CompressedHeaderLength))
        {
            throw new FormatException("The histogram is cut off.");
        }

        try
        {
            using var zlib = new ZLibStream(
                new MemoryStream(bytes, CompressedHeaderLength, bytes.Length - CompressedHeaderLength),
                CompressionMode.Decompress);
            using var plain = new MemoryStream();
            Span<byte> block = stackalloc byte[4096];
            for (var read = zlib.Read(block); read > 0; read = zlib.Read(block))
            {
                plain.Write(block[..read]);
                if (plain.Length > LongestPlain)
                {
                    throw new FormatException("The histogram is longer than one of any values can be.");
                }
            }

            return plain.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException) // an IOException where a damaged head asks for a dictionary
        {
            throw new FormatException("The histogram's compressed content is damaged.", e);
        }
    }
}
