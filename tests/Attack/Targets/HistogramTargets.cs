using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>Histograms as they travel in files and objects.</summary>
internal static class HistogramTargets
{
    private const int Head = 8;

    public static IEnumerable<Target> All =>
    [
        new("histogram texts", Form.Bytes, [.. Samples.Select(static h => Corpus.Text(h.ToBase64()))], static input => Read(System.Text.Encoding.Latin1.GetString(input))) { ShortMutations = 1_000 },
        new("histogram counts", Form.Bytes, [.. Samples.Select(static h => Inflate(Convert.FromBase64String(h.ToBase64())))], static input => Read(Convert.ToBase64String(Deflate(input)))) { ShortMutations = 1_000 },
    ];

    private static IEnumerable<LatencyHistogram> Samples
    {
        get
        {
            var random = new Random(1);
            foreach (var count in new[] { 0, 1, 40, 3_000 })
            {
                var histogram = new LatencyHistogram();
                for (var i = 0; i < count; i++)
                {
                    histogram.Record(random.NextInt64(1L << random.Next(1, 36)));
                }

                yield return histogram;
            }
        }
    }

    /// <summary>Reads, and holds what is shown of it against each other.</summary>
    public static Reading Read(string text)
    {
        LatencyHistogram histogram;
        try
        {
            histogram = LatencyHistogram.FromBase64(text);
        }
        catch (FormatException)
        {
            return Reading.Refused(nameof(FormatException));
        }

        var total = histogram.TotalCount;
        Int128 counted = 0;
        foreach (var bucket in histogram.Buckets())
        {
            Claim.Sum(bucket.Count > 0);
            counted += bucket.Count;
        }

        Claim.Sum(counted == total);
        Claim.Sum(total == 0 || (histogram.Min <= histogram.Mean * 1.001 && histogram.Mean <= histogram.Max * 1.001));
        Claim.Sum(histogram.StdDeviation >= 0 && double.IsFinite(histogram.StdDeviation));
        Claim.Sum(histogram.ValueAtPercentile(0) >= histogram.Min && histogram.ValueAtPercentile(50) <= histogram.ValueAtPercentile(99) && histogram.ValueAtPercentile(100) == histogram.Max);
        return Reading.Of(string.Create(CultureInfo.InvariantCulture, $"{total} {histogram.Sum} {histogram.ToBase64()}"));
    }

    private static byte[] Inflate(byte[] bytes)
    {
        using var zlib = new ZLibStream(new MemoryStream(bytes[Head..]), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>With a head and a check sum that are right, so that the damage reaches the counts.</summary>
    private static byte[] Deflate(byte[] plain)
    {
        using var packed = new MemoryStream();
        packed.Write(new byte[Head]);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(plain);
        }

        var bytes = packed.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x1c849314);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), bytes.Length - Head);
        return bytes;
    }
}
