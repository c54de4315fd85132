namespace EdFi.BatchPerf.Histograms;

/// <summary>Reads percentiles from a histogram's counters. Source: HdrHistogram, AbstractHistogram.getValueAtPercentile.</summary>
internal static class Percentiles
{
    public static long Find(IEnumerable<(int Index, long Count)> counts, long total, long min, long max, double percentile)
    {
        // The next smaller number makes up for 99.9 / 100 × 1000 being slightly above 999.
        var requested = Math.Clamp(Math.BitDecrement(percentile), 0, 100);
        var rank = Math.Max(1, (long)Math.Ceiling(requested * total / 100));
        long seen = 0;
        foreach (var (index, count) in counts)
        {
            seen += count;
            if (seen >= rank)
            {
                return percentile <= 0 ? Math.Max(min, HistogramBuckets.LowestAt(index)) : Math.Min(max, HistogramBuckets.HighestAt(index));
            }
        }

        return max;
    }
}
