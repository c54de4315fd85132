using EdFi.BatchPerf.Files.Histograms;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Unit.Metrics;

public class HistogramTextTests
{
    /// <summary>What outputPercentileDistribution(5, 1000) of the npm package hdr-histogram-js 3.0.1 gives for the ten values below.</summary>
    private const string Reference =
        """
               Value     Percentile TotalCount 1/(1-Percentile)

               0.100 0.000000000000          1           1.00
               0.100 0.100000000000          1           1.11
               0.150 0.200000000000          2           1.25
               0.200 0.300000000000          3           1.43
               0.250 0.400000000000          4           1.67
               0.300 0.500000000000          5           2.00
               0.400 0.550000000000          6           2.22
               0.400 0.600000000000          6           2.50
               1.500 0.650000000000          7           2.86
               1.500 0.700000000000          7           3.33
               1.900 0.750000000000          8           4.00
               1.900 0.775000000000          8           4.44
               1.900 0.800000000000          8           5.00
               2.000 0.825000000000          9           5.71
               2.000 0.850000000000          9           6.67
               2.000 0.875000000000          9           8.00
               2.000 0.887500000000          9           8.89
               2.000 0.900000000000          9          10.00
               2.047 0.912500000000         10          11.43
               2.047 1.000000000000         10
        #[Mean    =        0.885, StdDeviation   =        0.813]
        #[Max     =        2.047, Total count    =           10]
        #[Buckets =           22, SubBuckets     =         2048]

        """;

    [Fact]
    public void The_percentile_distribution_is_written_as_the_reference_writes_it()
    {
        using var text = new StringWriter();

        PercentileDistribution.Write(text, LatencyHistogramTests.Of(100, 150, 200, 250, 300, 400, 1500, 1900, 2000, 2047));

        Assert.Equal(Reference.ReplaceLineEndings("\n"), text.ToString());
    }

    [Fact]
    public void The_distribution_of_nothing_has_a_head_and_a_foot_only()
    {
        using var text = new StringWriter();

        PercentileDistribution.Write(text, new LatencyHistogram());

        Assert.Equal(5, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length + 1);
    }

    [Fact]
    public void The_interval_log_has_the_head_of_format_1_3_and_a_line_for_each_interval()
    {
        using var text = new StringWriter();
        var histogram = LatencyHistogramTests.Of(2_500_000, 1000);
        var log = new HistogramLogWriter(text, Samples.Start.AddMilliseconds(250));

        log.Write(0, 1.0004, histogram);
        log.Write(1.0004, 1, new LatencyHistogram(), "students-batch-10");

        Assert.Equal(
            $"""
            #[Histogram log format version 1.3]
            #[StartTime: 1740830400.250 (seconds since epoch), Sat Mar 01 12:00:00 UTC 2025]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"
            0.000,1.000,2.500,{histogram.ToBase64()}
            Tag=students-batch-10,1.000,1.000,0.000,{new LatencyHistogram().ToBase64()}

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public void A_tag_that_would_break_the_line_is_refused(string tag)
    {
        using var text = new StringWriter();
        var log = new HistogramLogWriter(text, Samples.Start);

        Assert.Throws<ArgumentException>(() => log.Write(0, 1, new LatencyHistogram(), tag));
    }
}
