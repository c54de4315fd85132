using System.Globalization;

namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// Writes the percentile distribution that HdrHistogram's tools plot (<c>.hgrm</c>).
/// Source: HdrHistogram, AbstractHistogram.outputPercentileDistribution and PercentileIterator.
/// </summary>
public static class PercentileDistribution
{
    /// <summary>Writes the distribution with line feeds and the invariant culture.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="histogram">Values in µs.</param>
    /// <param name="scale">Divisor of the values: 1,000 (as given) writes milliseconds.</param>
    /// <param name="ticksPerHalfDistance">Lines for each halving of the distance to 100 %, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A scale that is not above 0, or fewer than 1 tick.</exception>
    public static void Write(TextWriter writer, LatencyHistogram histogram, double scale = 1000, int ticksPerHalfDistance = 5)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfLessThan(ticksPerHalfDistance, 1);
        var snapshot = histogram.Copy();
        writer.Write($"{"Value",12} {"Percentile",14} {"TotalCount",10} {"1/(1-Percentile)",14}\n\n");
        foreach (var (value, percentile, count) in Lines(snapshot, ticksPerHalfDistance))
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{value / scale,12:F3} {Rounded(percentile),2:F12} {count,10}");
            writer.Write(
                percentile < 100
                    ? string.Create(CultureInfo.InvariantCulture, $"{line} {1 / (1 - (percentile / 100)),14:F2}\n")
                    : line + "\n");
        }

        var buckets = HistogramBuckets.BucketsFor(HistogramCodec.Highest(snapshot));
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[Mean    = {snapshot.Mean / scale,12:F3}, StdDeviation   = {snapshot.StdDeviation / scale,12:F3}]\n"));
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[Max     = {snapshot.Max / scale,12:F3}, Total count    = {snapshot.TotalCount,12}]\n"));
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[Buckets = {buckets,12}, SubBuckets     = {HistogramBuckets.SubBucketCount,12}]\n"));
    }

    /// <summary>Halves away from zero, as the reference rounds: levels are halves of halves, so that ties do occur.</summary>
    private static decimal Rounded(double percentile) => Math.Round((decimal)percentile / 100, 12, MidpointRounding.AwayFromZero);

    private static IEnumerable<(long Value, double Percentile, long Count)> Lines(LatencyHistogram histogram, int ticks)
    {
        var (total, seen, level) = (histogram.TotalCount, 0L, 0.0);
        foreach (var bucket in histogram.Buckets())
        {
            seen += bucket.Count;
            var value = Math.Min(bucket.HighestMicros, histogram.Max);
            while (100.0 * seen / total >= level)
            {
                yield return (value, level, seen);
                if (seen == total)
                {
                    yield return (value, 100, seen);
                    yield break;
                }

                var halvings = (long)(Math.Log(100 / (100 - level)) / Math.Log(2)) + 1;
                level += 100 / (ticks * Math.Pow(2, halvings));
            }
        }
    }
}
