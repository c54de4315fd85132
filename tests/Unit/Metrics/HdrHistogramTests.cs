using CsCheck;
using EdFi.BatchPerf.Histograms;
using HdrHistogram;
using HistogramLogWriter = EdFi.BatchPerf.Files.Histograms.HistogramLogWriter;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>Holds our histogram, its encoding and its files against HdrHistogram's own library for .NET, value by value.</summary>
public sealed class HdrHistogramTests
{
    // The library looks at all of its 23,552 counters for each of its figures.
    private const int Tries = 30;

    // Up to an hour, each order of magnitude as often as the others; few values many times, as in a run.
    private static readonly Gen<(long Value, long Count)[]> Values =
        Gen.Select(Gen.Long[0, 3_600_000_000], Gen.Int[0, 31], Gen.Long[1, 20], static (value, shift, count) => (value >> shift, count)).Array[1, 200];

    [Fact]
    public void Our_buckets_are_those_of_the_library() => Generated.Each(Values, static values =>
        Assert.Equal(HdrJudge.Buckets(HdrJudge.Of(values)), Ours(values).Buckets()), Tries);

    [Fact]
    public void The_library_reads_from_our_text_what_it_would_have_recorded() => Generated.Each(Values, static values =>
    {
        var (read, recorded) = (HdrJudge.Decode(Ours(values).ToBase64()), HdrJudge.Of(values));

        Assert.Equal(recorded.TotalCount, read.TotalCount);
        Assert.Equal(HdrJudge.Buckets(recorded), HdrJudge.Buckets(read));
        Assert.Equal((recorded.GetMean(), recorded.GetMaxValue()), (read.GetMean(), read.GetMaxValue()));
    }, Tries);

    [Fact]
    public void We_read_from_the_library_s_text_what_we_would_have_recorded() => Generated.Each(Values, static values =>
    {
        var library = HdrJudge.Of(values);
        var read = LatencyHistogram.FromBase64(HdrJudge.Encode(library));

        Assert.Equal(Ours(values).Buckets(), read.Buckets());
        Assert.Equal(library.GetMean(), read.Mean, library.GetMean() * 1e-12);
        Assert.Equal(library.GetStdDeviation(), read.StdDeviation, (library.GetStdDeviation() * 1e-9) + 1e-9);
        Assert.Equal(library.GetMaxValue(), read.Max);
    }, Tries);

    [Fact]
    public void The_value_at_a_rank_is_the_library_s() => Generated.Each(Values, static values =>
    {
        // At a whole rank all versions of HdrHistogram agree; between two this version of the library rounds and the newer ones, as we, round up.
        var library = HdrJudge.Of(values);
        var ours = LatencyHistogram.FromBase64(HdrJudge.Encode(library));
        for (long rank = 1; rank <= library.TotalCount; rank += Math.Max(1, library.TotalCount / 50))
        {
            var percentile = 100.0 * rank / library.TotalCount;
            Assert.Equal(library.HighestEquivalentValue(library.GetValueAtPercentile(percentile)), ours.ValueAtPercentile(percentile));
        }
    }, tries: 20);

    [Fact]
    public void Counts_of_billions_pass_both_ways() => Generated.Each(Gen.Select(Gen.Long[1, 3_600_000_000], Gen.Long[1, 1L << 28]).Array[1, 4], static values =>
    {
        var library = HdrJudge.Of(values.Select(static v => (v.Item1, v.Item2)));
        var ours = LatencyHistogram.FromBase64(HdrJudge.Encode(library));

        Assert.Equal(library.TotalCount, ours.TotalCount);
        Assert.Equal(HdrJudge.Buckets(library), ours.Buckets());
        Assert.Equal(HdrJudge.Buckets(library), HdrJudge.Buckets(HdrJudge.Decode(ours.ToBase64())));
    }, Tries);

    [Fact]
    public void Values_beyond_an_hour_reach_the_library_whole() => Generated.Each(Gen.Long[0, 1L << 41].Array[1, 20], static values =>
    {
        // Beyond 2^42 µs, 50 days, this version of the library computes the width of a bucket in 32 bits.
        var ours = Ours(values.Select(static v => (v, 1L)));

        Assert.Equal(ours.Buckets(), HdrJudge.Buckets(HdrJudge.Decode(ours.ToBase64())));
    }, Tries);

    [Fact]
    public void The_percentile_distribution_is_the_library_s_text() => Generated.Each(Values, static values =>
    {
        using var text = new StringWriter();
        var library = HdrJudge.Of(values);

        PercentileDistribution.Write(text, LatencyHistogram.FromBase64(HdrJudge.Encode(library)));

        Assert.Equal(HdrJudge.Distribution(library), text.ToString());
    }, Tries);

    [Fact]
    public void The_library_s_reader_reads_our_interval_log() => Generated.Each(Gen.Select(Values, Gen.Int[0, 5_000_000], Gen.Int[1, 60_000], Gen.Bool).Array[1, 8], static intervals =>
    {
        using var text = new StringWriter();
        var start = DateTimeOffset.FromUnixTimeMilliseconds(1_740_830_400_250);
        var log = new HistogramLogWriter(text, start);
        foreach (var (values, from, width, tagged) in intervals)
        {
            log.Write(from / 1000.0, width / 1000.0, Ours(values), tagged ? "students-batch-10" : null);
        }

        var read = HdrJudge.ReadLog(text.ToString());

        Assert.Equal(intervals.Length, read.Length);
        foreach (var ((values, from, width, tagged), histogram) in intervals.Zip(read))
        {
            Assert.Equal(tagged ? "students-batch-10" : null, histogram.Tag);
            Assert.InRange(histogram.StartTimeStamp - start.ToUnixTimeMilliseconds() - from, -1, 1);
            Assert.InRange(histogram.EndTimeStamp - histogram.StartTimeStamp - width, -1, 1);
            Assert.Equal(HdrJudge.Buckets(HdrJudge.Of(values)), HdrJudge.Buckets(histogram));
        }
    }, tries: 20);

    [Fact]
    public void We_read_every_line_of_the_library_s_interval_log() => Generated.Each(Values.Array[1, 8], static intervals =>
    {
        using var stream = new MemoryStream();
        HdrHistogram.HistogramLogWriter.Write(stream, DateTime.UnixEpoch, [.. intervals.Select(HdrJudge.Of)]);
        var lines = System.Text.Encoding.Unicode.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[3..];

        var read = lines.Select(static l => LatencyHistogram.FromBase64(l[(l.LastIndexOf(',') + 1)..]).Buckets());

        Assert.Equal(intervals.Select(static i => HdrJudge.Buckets(HdrJudge.Of(i))), read);
    }, tries: 20);

    private static LatencyHistogram Ours(IEnumerable<(long Value, long Count)> values)
    {
        var histogram = new LatencyHistogram();
        foreach (var (value, count) in values)
        {
            for (var i = 0; i < count; i++)
            {
                histogram.Record(value);
            }
        }

        return histogram;
    }
}
