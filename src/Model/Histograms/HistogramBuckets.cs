using System.Numerics;

namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// The arithmetic of HdrHistogram's log-linear buckets for 3 significant digits and a lowest discernible value of 1: 2,048 sub-buckets,
/// so values below 2,048 stand alone and every larger one shares a bucket with values that differ by less than 0.1 %.
/// Source: HdrHistogram, AbstractHistogram.countsArrayIndex and valueFromIndex.
/// </summary>
internal static class HistogramBuckets
{
    public const int SignificantDigits = 3;
    public const int SubBucketCount = 2048;
    public const int ChunkSize = SubBucketCount / 2;

    /// <summary>Chunks of <see cref="ChunkSize"/> counters that the whole range takes.</summary>
    public const int ChunkCount = 54;

    /// <summary>Values above this are recorded as this.</summary>
    public const long MaxValue = 1L << 62;

    /// <summary>One hour in microseconds: the highest trackable value that is declared when nothing longer was recorded.</summary>
    public const long UsualHighest = 3_600_000_000;

    private const int HalfMagnitude = 10;
    private const int LeadingZeroBase = 64 - HalfMagnitude - 1;
    private const long SubBucketMask = SubBucketCount - 1;

    public static int IndexOf(long value)
    {
        var bucket = LeadingZeroBase - BitOperations.LeadingZeroCount((ulong)(value | SubBucketMask));
        var subBucket = (int)(value >> bucket);
        return ((bucket + 1) << HalfMagnitude) + subBucket - ChunkSize;
    }

    /// <summary>The smallest value that is counted at an index.</summary>
    public static long LowestAt(int index)
    {
        var bucket = (index >> HalfMagnitude) - 1;
        var subBucket = (index & (ChunkSize - 1)) + ChunkSize;
        return bucket < 0 ? subBucket - ChunkSize : (long)subBucket << bucket;
    }

    /// <summary>The largest value that is counted at an index.</summary>
    public static long HighestAt(int index) => LowestAt(index) + WidthAt(index) - 1;

    /// <summary>The value that stands for all of an index where a mean is taken.</summary>
    public static long MedianAt(int index) => LowestAt(index) + (WidthAt(index) >> 1);

    /// <summary>Buckets that HdrHistogram would allocate for a highest trackable value.</summary>
    public static int BucketsFor(long highest)
    {
        var buckets = 1;
        for (long untrackable = SubBucketCount; untrackable <= highest; untrackable <<= 1)
        {
            buckets++;
            if (untrackable > long.MaxValue / 2)
            {
                break;
            }
        }

        return buckets;
    }

    private static long WidthAt(int index) => 1L << Math.Max(0, (index >> HalfMagnitude) - 1);
}
