using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// Counts durations in microseconds with 3 significant digits, from 0 to 2^62 µs, without locks and without losing one. Bucketing is
/// HdrHistogram's (lowest discernible value 1, 2,048 sub-buckets), so that its tools read what is written here; counters
/// are allocated where something is recorded, 8 KB each time a value doubles, about 50 KB for a usual run.
/// </summary>
/// <remarks>Recording is safe from any number of threads. Reading while others record gives a value that was true at some moment;
/// take a <see cref="Copy"/> to read several figures that belong together.</remarks>
public sealed class LatencyHistogram
{
    private readonly long[]?[] _chunks = new long[HistogramBuckets.ChunkCount][];
    private long _min = long.MaxValue;
    private long _max;
    private long _sum;

    /// <summary>Number of values recorded.</summary>
    public long TotalCount
    {
        get
        {
            long total = 0;
            foreach (var chunk in _chunks)
            {
                for (var i = 0; chunk is not null && i < chunk.Length; i++)
                {
                    total += Volatile.Read(ref chunk[i]);
                }
            }

            return total;
        }
    }

    /// <summary>
    /// The smallest value, in µs, exact as recorded (after <see cref="Subtract"/> and decoding: of its bucket); 0 when empty.
    /// </summary>
    public long Min => Volatile.Read(ref _min) is var min && min == long.MaxValue ? 0 : min;

    /// <summary>
    /// The largest value, in µs, exact as recorded (after <see cref="Subtract"/> and decoding: of its bucket); 0 when empty.
    /// </summary>
    public long Max => Volatile.Read(ref _max);

    /// <summary>The sum of all values, in µs, exact as recorded (after decoding: from the middles of the buckets) up to 2^63.</summary>
    public long Sum => Volatile.Read(ref _sum);

    /// <summary>The arithmetic mean, in µs; 0 when empty.</summary>
    public double Mean => TotalCount is var total && total == 0 ? 0 : (double)Sum / total;

    /// <summary>
    /// The standard deviation of the population, in µs, from the middles of the buckets as in HdrHistogram; 0 when empty.
    /// </summary>
    public double StdDeviation
    {
        get
        {
            var (mean, total, squares) = (Mean, 0L, 0.0);
            foreach (var (index, count) in Counts())
            {
                var deviation = HistogramBuckets.MedianAt(index) - mean;
                squares += deviation * deviation * count;
                total += count;
            }

            return total == 0 ? 0 : Math.Sqrt(squares / total);
        }
    }

    /// <summary>Records one value.</summary>
    /// <param name="micros">Microseconds; less than 0 counts as 0, more than 2^62 as 2^62.</param>
    public void Record(long micros)
    {
        micros = Math.Clamp(micros, 0, HistogramBuckets.MaxValue);

        // Limits before the count: a reader that takes counts first and limits second never sees a value outside of them.
        NoteLimits(micros, micros);
        Interlocked.Add(ref _sum, micros);
        Interlocked.Increment(ref CounterAt(HistogramBuckets.IndexOf(micros)));
    }

    /// <summary>
    /// The largest value that is not distinguished from the one below or at which the given share of all values lies, never above
    /// <see cref="Max"/>. Source: HdrHistogram, getValueAtPercentile.
    /// </summary>
    /// <param name="percentile">0 to 100; values outside are taken for the nearest.</param>
    /// <returns>Microseconds; 0 when empty.</returns>
    public long ValueAtPercentile(double percentile) => Percentiles.Find(Counts(), TotalCount, Min, Max, percentile);

    /// <summary>Counts the values that lie in buckets below the one of the given value.</summary>
    /// <param name="micros">Microseconds.</param>
    public long CountBelow(long micros)
    {
        var limit = HistogramBuckets.IndexOf(Math.Clamp(micros, 0, HistogramBuckets.MaxValue));
        return Counts().TakeWhile(c => c.Index < limit).Sum(static c => c.Count);
    }

    /// <summary>Adds all values of another histogram: the result equals one histogram into which both were recorded.</summary>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (index, count) in other.Counts())
        {
            Interlocked.Add(ref CounterAt(index), count);
        }

        NoteLimits(Volatile.Read(ref other._min), other.Max);
        Interlocked.Add(ref _sum, other.Sum);
    }

    /// <summary>A copy that no longer changes while this one goes on.</summary>
    public LatencyHistogram Copy()
    {
        var copy = new LatencyHistogram();
        copy.Add(this);
        return copy;
    }

    /// <summary>
    /// Returns the values recorded since an earlier copy of the same histogram. Counts and sum are exact, the limits are those of their
    /// buckets.
    /// </summary>
    /// <param name="earlier">A copy taken before this one.</param>
    /// <exception cref="ArgumentException">The other histogram holds values that this one does not.</exception>
    public LatencyHistogram Subtract(LatencyHistogram earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var difference = Copy();
        foreach (var (index, count) in earlier.Counts())
        {
            if ((difference.CounterAt(index) -= count) < 0)
            {
                throw new ArgumentException("The histogram to subtract holds values that this one does not.", nameof(earlier));
            }
        }

        difference._sum -= earlier.Sum;
        difference.SetLimitsFromBuckets();
        return difference;
    }

    /// <summary>The recorded buckets, in ascending order.</summary>
    public IEnumerable<HistogramBucket> Buckets()
    {
        foreach (var (index, count) in Counts())
        {
            yield return new HistogramBucket(HistogramBuckets.LowestAt(index), HistogramBuckets.HighestAt(index), count);
        }
    }

    /// <summary>This histogram in HdrHistogram's compressed V2 encoding, base64, as in interval logs. Times stay microseconds.</summary>
    public string ToBase64() => HistogramCodec.Encode(this);

    /// <summary>Reads the text of <see cref="ToBase64"/> or of another HdrHistogram with 3 significant digits and lowest value 1.</summary>
    /// <exception cref="FormatException">The text is not such a histogram.</exception>
    public static LatencyHistogram FromBase64(string text) => HistogramCodec.Decode(text);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{TotalCount} values, p50 {ValueAtPercentile(50)} µs, max {Max} µs");

    /// <summary>The counters that are not 0 with their indices, in ascending order.</summary>
    internal IEnumerable<(int Index, long Count)> Counts()
    {
        for (var c = 0; c < _chunks.Length; c++)
        {
            var chunk = Volatile.Read(ref _chunks[c]);
            for (var i = 0; chunk is not null && i < chunk.Length; i++)
            {
                if (Volatile.Read(ref chunk[i]) is var count && count != 0)
                {
                    yield return ((c * HistogramBuckets.ChunkSize) + i, count);
                }
            }
        }
    }

    /// <summary>Restores counters and what is known of the values beside them; a null takes it from the buckets.</summary>
    internal void Restore(IEnumerable<(int Index, long Count)> counts, (long Min, long Max, long Sum)? exact)
    {
        long sum = 0;
        foreach (var (index, count) in counts)
        {
            CounterAt(index) += count;
            sum += HistogramBuckets.MedianAt(index) * count;
        }

        if (exact is { } known)
        {
            (_min, _max, _sum) = known;
        }
        else
        {
            _sum = sum;
            (_min, _max) = (0, long.MaxValue);
            SetLimitsFromBuckets();
        }
    }

    private ref long CounterAt(int index)
    {
        var chunk = Volatile.Read(ref _chunks[index / HistogramBuckets.ChunkSize]) ?? Allocate(index / HistogramBuckets.ChunkSize);
        return ref chunk[index % HistogramBuckets.ChunkSize];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long[] Allocate(int chunk)
    {
        var fresh = new long[HistogramBuckets.ChunkSize];
        return Interlocked.CompareExchange(ref _chunks[chunk], fresh, comparand: null) ?? fresh;
    }

    private void NoteLimits(long min, long max)
    {
        Extremes.Lower(ref _min, min);
        Extremes.Raise(ref _max, max);
    }

    private void SetLimitsFromBuckets()
    {
        var (first, last) = (-1, -1);
        foreach (var (index, _) in Counts())
        {
            first = first < 0 ? index : first;
            last = index;
        }

        (_min, _max) = first < 0
            ? (long.MaxValue, 0)
            : (Math.Max(_min, HistogramBuckets.LowestAt(first)), Math.Min(_max, HistogramBuckets.HighestAt(last)));
    }
}
