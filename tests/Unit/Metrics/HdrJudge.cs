using System.Globalization;
using EdFi.BatchPerf.Histograms;
using HdrHistogram;
using HdrHistogram.Utilities;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>What HdrHistogram's own library for .NET says of values, texts and logs.</summary>
internal static class HdrJudge
{
    private const int Digits = 3;
    private const long Highest = 3_600_000_000;

    /// <summary>The values recorded by the library.</summary>
    public static HistogramBase Of(IEnumerable<(long Value, long Count)> values)
    {
        var histogram = new LongHistogram(1, Highest, Digits);
        foreach (var (value, count) in values)
        {
            histogram.RecordValueWithCount(value, count);
        }

        return histogram;
    }

    public static HistogramBase Decode(string base64) =>
        HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(Convert.FromBase64String(base64)), minBarForHighestTrackableValue: 0);

    public static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity() + 64);
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = buffer.Get();
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Each recorded bucket: lowest and highest value, and how many lie in it.</summary>
    public static IEnumerable<HistogramBucket> Buckets(HistogramBase histogram) => histogram.RecordedValues()
        .Select(v => new HistogramBucket(histogram.LowestEquivalentValue(v.ValueIteratedTo), histogram.HighestEquivalentValue(v.ValueIteratedTo), v.CountAtValueIteratedTo));

    /// <summary>The text of a percentile distribution, values divided by 1,000.</summary>
    public static string Distribution(HistogramBase histogram)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        histogram.OutputPercentileDistribution(text, percentileTicksPerHalfDistance: 5, outputValueUnitScalingRatio: 1000);
        return text.ToString();
    }

    /// <summary>All histograms of an interval log.</summary>
    public static HistogramBase[] ReadLog(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        using var reader = new HistogramLogReader(stream);
        return [.. reader.ReadHistograms()];
    }
}
