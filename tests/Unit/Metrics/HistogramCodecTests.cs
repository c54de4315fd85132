using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>
/// The known texts were written by the npm package hdr-histogram-js 3.0.1 (lowest value 1, highest 3,600,000,000, 3 digits) from:
/// squares, i × i × 7 for i from 1 to 200 and 100,000 times 20,500; few, ten values up to 2,047; many, 1,000,000,000 times 1 and
/// 3 times 5,000,000; none. The percentiles beside them are what its getValueAtPercentile says.
/// </summary>
public class HistogramCodecTests
{
    private const string Squares =
        "HISTFAAAARx4nFXNwSuDcRzH8d/n/ZwUB+3IWlrrSUtaS1qStLQkaUmSw5IkaWkHp51ESdLSDiuSA04OkuSkKYcdJLm47OAsf4AjPV/PNM/r+bz7/U6/3p1qxDndO+fknPPc7xec3Vv13LXuXfhkKVCmJm7Ei/gUu3AGdWjCF1Q9"
        + "rjyePPbhW1TgGC7hDhrQENfiVtTFo3gWr6Ip3sWHOBBlymyJbbFnf0UcKnivJk7EqbgQJWaZY4F5Ful4OOrMU6DAEsusssIa6xQpskGJTfJkGGHUNmbGyYYmyJlJpmzTZoY8eXL4+PSbJEnrgC0waAukbGlS1sBQm2GTIUOaHhO1"
        + "tRolFjYWNkbfvwXiYeNh4yT+mmjj21qidBMhEvYHvEVE+Q==";

    private const int HeaderLength = 40;
    private const string Few = "HISTFAAAADV4nJNpmSzMwMAgycDAwMjAwMDMAAEgNsO1yUsYYPzjjEyJUHiUkWmqINNcNhAjmgkA7rwJAw==";
    private const string Many = "HISTFAAAAC14nJNpmSzMwMDAxcDAwMjAwMDMAAEgNsO1yUsY4PyGFdd2sjdfZmQDAIRCB38=";
    private const string None = "HISTFAAAAB54nJNpmSzMwMDACMXMDBAAYjNcm7yEAc4HAEvsA1s=";

    private static readonly double[] Percentiles = [0, 50, 66, 75, 90, 95, 99, 99.9, 99.99, 100];

    public static TheoryData<string, long[]> Known => new()
    {
        { Squares, [7, 20511, 20511, 20511, 20511, 20511, 20511, 70015, 252799, 280063] },
        { Few, [100, 300, 1500, 1900, 2000, 2047, 2047, 2047, 2047, 2047] },
        { Many, [1, 1, 1, 1, 1, 1, 1, 1, 1, 5001215] },
        { None, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void What_the_reference_wrote_reads_with_its_percentiles(string text, long[] percentiles)
    {
        var histogram = LatencyHistogram.FromBase64(text);

        Assert.Equal(percentiles, Percentiles.Select(histogram.ValueAtPercentile));
    }

    [Fact]
    public void What_the_reference_wrote_reads_with_its_count_mean_and_deviation()
    {
        var histogram = LatencyHistogram.FromBase64(Squares);

        Assert.Equal(100_200, histogram.TotalCount);
        Assert.Equal(20650.760998003992, histogram.Mean, 1e-9);
        Assert.Equal(4980.843544534754, histogram.StdDeviation, 1e-6);
    }

    [Fact]
    public void The_counts_are_written_as_the_reference_writes_them()
    {
        var ours = LatencyHistogram.FromBase64(Squares);

        Assert.Equal(Inflated(Squares)[HeaderLength..], Inflated(ours.ToBase64())[HeaderLength..]);
    }

    [Fact]
    public void The_text_starts_as_interval_logs_expect() => Assert.StartsWith("HISTFAAA", LatencyHistogramTests.Of(1, 2, 3).ToBase64(), StringComparison.Ordinal);

    [Fact]
    public void A_round_trip_keeps_every_count()
    {
        var random = new Random(4);
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 20_000; i++)
        {
            histogram.Record(random.NextInt64(1L << 48) >> random.Next(48));
        }

        Assert.Equal(histogram.Buckets(), LatencyHistogram.FromBase64(histogram.ToBase64()).Buckets());
    }

    [Fact]
    public void A_packed_histogram_unpacks_to_the_same_with_exact_limits_and_sum()
    {
        var histogram = LatencyHistogramTests.Of(0, 123_457, 7_654_321);

        LatencyHistogramTests.AssertSame(histogram, new PackedHistogram(histogram).Unpack());
        LatencyHistogramTests.AssertSame(new LatencyHistogram(), new PackedHistogram(new LatencyHistogram()).Unpack());
    }

    [Fact]
    public void Packed_histograms_merge_and_read_as_unpacked_ones_do()
    {
        var random = new Random(9);
        var (a, b) = (new LatencyHistogram(), new LatencyHistogram());
        for (var i = 0; i < 1000; i++)
        {
            a.Record(random.Next(1, 100_000));
            b.Record(random.Next(50_000, 5_000_000));
        }

        var merged = new PackedHistogram(a).Merge(new PackedHistogram(b));
        a.Add(b);

        LatencyHistogramTests.AssertSame(a, merged.Unpack());
        Assert.Equal(Percentiles.Select(p => (double?)a.ValueAtPercentile(p) / 1000), merged.PercentilesMs(Percentiles));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("SGVsbG8gd29ybGQ=")]
    [InlineData("HISTFAAAADV4nJNpmSzMwMAgycDA")]
    [InlineData("HISTFAAAAAAAAAA=")]
    public void What_is_no_histogram_is_refused(string text) => Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(text));

    [Fact]
    public void Counts_that_would_add_up_to_less_than_nothing_are_refused()
    {
        var counts = HistogramCounts.Encode([(1, long.MaxValue), (2, long.MaxValue), (3, long.MaxValue)]);

        Assert.Contains("2^63", Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(Text(counts))).Message, StringComparison.Ordinal);
        Assert.Contains("2^63", Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(Text(HistogramCounts.Encode([(40_000, long.MaxValue / 2)])))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_text_that_unpacks_to_megabytes_is_refused_before_it_has()
    {
        var text = Text(new byte[20_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("longer", Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(text)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_head_that_asks_for_a_dictionary_is_damage_like_any_other()
    {
        var bytes = Convert.FromBase64String(Few);
        (bytes[8], bytes[9]) = (0x78, 0xBB); // still a valid check of the two bytes

        Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(Convert.ToBase64String(bytes)));
    }

    private static string Text(byte[] counts)
    {
        var header = Inflated(None)[..HeaderLength];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), counts.Length);
        using var packed = new MemoryStream();
        packed.Write(Convert.FromBase64String(None).AsSpan(0, 8));
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(header);
            zlib.Write(counts);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    private static byte[] Inflated(string text)
    {
        using var zlib = new System.IO.Compression.ZLibStream(new MemoryStream(Convert.FromBase64String(text)[8..]), System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }
}
