using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Unit.Metrics;

public class LatencyHistogramTests
{
    private static readonly double[] Percentiles = [0.01, 1, 25, 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

    [Fact]
    public void Percentiles_are_those_of_the_sorted_samples_within_a_thousandth()
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 100_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20)).ToArray();
        var histogram = Of(samples);
        Array.Sort(samples);

        foreach (var p in Percentiles)
        {
            var exact = samples[Math.Max(0, (int)Math.Ceiling(Math.BitDecrement(p) * samples.Length / 100) - 1)];
            Assert.InRange(histogram.ValueAtPercentile(p), exact, exact + (exact / 1000.0));
        }
    }

    [Fact]
    public void Values_below_2048_are_exact()
    {
        var histogram = new LatencyHistogram();
        for (var value = 0; value < 2048; value++)
        {
            histogram.Record(value);
        }

        Assert.All(histogram.Buckets(), static b => Assert.True(b.LowestMicros == b.HighestMicros && b.Count == 1));
        Assert.Equal(2048, histogram.Buckets().Count());
    }

    [Fact]
    public void Least_greatest_sum_and_mean_are_exact()
    {
        var histogram = Of(123_457, 7_654_321, 99_999);

        Assert.Equal((99_999, 7_654_321, 7_877_777, 3), (histogram.Min, histogram.Max, histogram.Sum, histogram.TotalCount));
        Assert.Equal(7_877_777 / 3.0, histogram.Mean);
    }

    [Fact]
    public void The_hundredth_percentile_is_the_greatest_value() => Assert.Equal(7_654_321, Of(1, 7_654_321).ValueAtPercentile(100));

    [Fact]
    public void Standard_deviation_is_that_of_the_samples_within_a_thousandth()
    {
        var random = new Random(2);
        var samples = Enumerable.Range(0, 10_000).Select(_ => (long)random.Next(1000, 1_000_000)).ToArray();
        var mean = samples.Average();

        var exact = Math.Sqrt(samples.Average(s => (s - mean) * (s - mean)));
        Assert.InRange(Of(samples).StdDeviation, exact * 0.999, exact * 1.001);
    }

    [Theory]
    [InlineData(3_600_000_001)]
    [InlineData(86_400_000_000)]
    [InlineData(1L << 61)]
    [InlineData(1L << 62)]
    public void Values_beyond_an_hour_are_kept_to_a_thousandth(long micros)
    {
        var bucket = Assert.Single(Of(micros).Buckets());

        Assert.InRange(micros, bucket.LowestMicros, bucket.HighestMicros);
        Assert.True(bucket.HighestMicros - bucket.LowestMicros < bucket.LowestMicros / 1000.0);
    }

    [Fact]
    public void Bucket_limits_meet_without_gap_from_0_to_the_end_of_the_range()
    {
        for (var index = 1; index < HistogramBuckets.ChunkCount * HistogramBuckets.ChunkSize; index++)
        {
            var lowest = HistogramBuckets.LowestAt(index);
            Assert.Equal(HistogramBuckets.HighestAt(index - 1) + 1, lowest);
            Assert.Equal(index, HistogramBuckets.IndexOf(lowest));
            Assert.Equal(index - 1, HistogramBuckets.IndexOf(lowest - 1));
        }
    }

    [Fact]
    public void Negative_values_count_as_0_and_those_beyond_the_range_as_its_end()
    {
        var histogram = Of(-5, long.MaxValue);

        Assert.Equal((0, 1L << 62, 2), (histogram.Min, histogram.Max, histogram.TotalCount));
    }

    [Fact]
    public void An_empty_histogram_reads_0()
    {
        var empty = new LatencyHistogram();

        Assert.Equal((0, 0, 0, 0, 0, 0.0, 0.0), (empty.TotalCount, empty.Min, empty.Max, empty.Sum, empty.ValueAtPercentile(99), empty.Mean, empty.StdDeviation));
        Assert.Empty(empty.Buckets());
    }

    [Fact]
    public void Merging_equals_recording_into_one()
    {
        var random = new Random(3);
        var samples = Enumerable.Range(0, 30_000).Select(_ => (long)random.Next(1, 50_000_000)).ToArray();
        var merged = Of(samples[..10_000]);
        merged.Add(Of(samples[10_000..]));

        AssertSame(Of(samples), merged);
    }

    [Fact]
    public void Subtracting_an_earlier_copy_leaves_what_came_since()
    {
        var histogram = Of(10, 20, 300_000);
        var earlier = histogram.Copy();
        histogram.Record(20);
        histogram.Record(40);

        var since = histogram.Subtract(earlier);

        AssertSame(Of(20, 40), since);
    }

    [Fact]
    public void Subtracting_what_was_never_recorded_is_refused() => Assert.Throws<ArgumentException>(() => Of(1).Subtract(Of(2)));

    [Fact]
    public void A_copy_does_not_change_any_more()
    {
        var histogram = Of(5);
        var copy = histogram.Copy();
        histogram.Record(6);

        Assert.Equal(1, copy.TotalCount);
    }

    [Fact]
    public void A_share_of_a_thousand_is_not_rounded_up_to_the_next_rank()
    {
        var histogram = Of([.. Enumerable.Range(1, 1000).Select(static i => (long)i)]);

        Assert.Equal((990, 999, 1000), (histogram.ValueAtPercentile(99), histogram.ValueAtPercentile(99.9), histogram.ValueAtPercentile(99.99)));
    }

    [Fact]
    public async Task Eight_threads_lose_no_count_no_sum_and_no_limit()
    {
        const int Threads = 8;
        const int Each = 200_000;
        var histogram = new LatencyHistogram();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 1; i <= Each; i++)
            {
                histogram.Record((long)i * (thread + 1));
            }
        })));

        var sum = Enumerable.Range(1, Threads).Sum(static t => (long)t * Each * (Each + 1) / 2);
        Assert.Equal((Threads * Each, 1, (long)Threads * Each, sum), (histogram.TotalCount, histogram.Min, histogram.Max, histogram.Sum));
    }

    internal static LatencyHistogram Of(params long[] micros)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in micros)
        {
            histogram.Record(value);
        }

        return histogram;
    }

    internal static void AssertSame(LatencyHistogram expected, LatencyHistogram actual)
    {
        Assert.Equal(expected.Buckets(), actual.Buckets());
        Assert.Equal((expected.TotalCount, expected.Min, expected.Max, expected.Sum), (actual.TotalCount, actual.Min, actual.Max, actual.Sum));
    }
}
