namespace EdFi.BatchPerf.Metrics;

/// <summary>A histogram that is only kept: one or two bytes for a recorded bucket instead of 8 KB for a thousand.</summary>
internal sealed class PackedHistogram
{
    private readonly byte[] _counts;
    private readonly (long Min, long Max, long Sum) _exact;

    public PackedHistogram(LatencyHistogram histogram)
    {
        _counts = HistogramCounts.Encode(histogram);
        _exact = (_counts.Length == 0 ? long.MaxValue : histogram.Min, histogram.Max, histogram.Sum);
    }

    public LatencyHistogram Unpack()
    {
        var histogram = new LatencyHistogram();
        histogram.Restore(HistogramCounts.Decode(_counts), _exact);
        return histogram;
    }
}
