using CsCheck;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Unit.Metrics;

public sealed class HistogramRoundTripTests
{
    private static readonly Gen<(int Index, long Count)[]> Counts =
        Gen.Select(Gen.Int[0, (HistogramBuckets.ChunkCount * HistogramBuckets.ChunkSize) - 1], Gen.Long[1, 1L << 40])
            .Array[0, 60].Select(static all => all.DistinctBy(static c => c.Item1).OrderBy(static c => c.Item1).ToArray());

    [Fact]
    public void Counters_come_back_from_their_bytes() => Generated.Each(Counts, static counts =>
        Assert.Equal(counts, HistogramCounts.Decode(HistogramCounts.Encode(counts))));

    [Fact]
    public void A_histogram_comes_back_from_its_text_with_every_count() => Generated.Each(Gen.Select(Gen.Long[-10, 1L << 56], Gen.Int[0, 56], static (n, shift) => n >> shift).Array[0, 60], static values =>
    {
        var histogram = LatencyHistogramTests.Of(values);
        var read = LatencyHistogram.FromBase64(histogram.ToBase64());

        Assert.Equal(histogram.Buckets(), read.Buckets());
        Assert.Equal(histogram.ToBase64(), read.ToBase64());
    }, tries: 100);

    [Fact]
    public void Any_number_comes_back_from_its_variable_length_bytes() => Generated.Each(Gen.Select(Gen.Long, Gen.Int[0, 63], static (n, shift) => n >> shift), static number =>
    {
        using var bytes = new MemoryStream();
        ZigZag.Write(bytes, number);
        var position = 0;

        Assert.Equal(number, ZigZag.Read(bytes.ToArray(), ref position));
        Assert.Equal(bytes.Length, position);
    });
}
