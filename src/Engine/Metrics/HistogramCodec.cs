using System.Buffers.Binary;
using System.IO.Compression;

namespace EdFi.BatchPerf.Metrics;

/// <summary>HdrHistogram's V2 encoding, compressed and in base64; its text starts with <c>HISTFAAA</c>. All numbers are big-endian.</summary>
internal static class HistogramCodec
{
    private const int PlainCookie = 0x1c849313;
    private const int CompressedCookie = 0x1c849314;
    private const int HeaderLength = 40;
    private const int CompressedHeaderLength = 8;
    private const double MaxCount = long.MaxValue / 2;

    /// <summary>Every counter at its longest: what unpacks to more is no histogram.</summary>
    private const int MaxLength = HeaderLength + (HistogramBuckets.ChunkCount * HistogramBuckets.ChunkSize * 9);

    public static string Encode(LatencyHistogram histogram)
    {
        var counts = HistogramCounts.Encode(histogram.Counts());
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, PlainCookie);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], counts.Length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 0); // normalising index offset: how the writer's array lay in memory; counts are in order of value all the same
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
            throw new FormatException($"A histogram with 3 significant digits and lowest value 1 was expected; this one has {digits} digits and lowest value {lowest}.");
        }

        if (length < 0 || length > plain.Length - HeaderLength)
        {
            throw new FormatException("The histogram is cut off.");
        }

        var counts = HistogramCounts.Decode(plain.AsSpan(HeaderLength, length));
        if (counts.Sum(static c => (double)c.Count) > MaxCount)
        {
            throw new FormatException("The histogram counts more than can have been recorded.");
        }

        var histogram = new LatencyHistogram();
        histogram.Restore(counts, exact: null);
        return histogram;
    }

    /// <summary>The highest trackable value to declare: readers size their arrays by it.</summary>
    public static long Highest(LatencyHistogram histogram) => Math.Max(HistogramBuckets.UsualHighest, histogram.Max);

    private static byte[] Inflate(byte[] bytes)
    {
        if (bytes.Length < CompressedHeaderLength || BinaryPrimitives.ReadInt32BigEndian(bytes) != CompressedCookie)
        {
            throw new FormatException("The text is not a compressed histogram; such a text starts with HISTFAAA.");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)) is var length && (length < 0 || length > bytes.Length - CompressedHeaderLength))
        {
            throw new FormatException("The histogram is cut off.");
        }

        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes, CompressedHeaderLength, bytes.Length - CompressedHeaderLength), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (zlib.Read(buffer) is > 0 and var read)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MaxLength)
                {
                    throw new FormatException("The histogram unpacks to more than a histogram can hold.");
                }
            }

            return plain.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new FormatException("The histogram's compressed content is damaged.", e);
        }
    }
}
