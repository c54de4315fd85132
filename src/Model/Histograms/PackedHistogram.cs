using System.Buffers.Binary;

namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// A histogram that is only kept: one or two bytes for a recorded bucket instead of 8 KB for a thousand. Merging and reading percentiles
/// take time for recorded buckets only, so that a long series can be condensed within a run without stealing its CPU.
/// </summary>
internal sealed class PackedHistogram
{
    private const int HeaderLength = 24;
    private readonly byte[] _counts;
    private readonly (long Min, long Max, long Sum) _exact;

    public PackedHistogram(LatencyHistogram histogram)
        : this(histogram.Counts(), (histogram.TotalCount == 0 ? long.MaxValue : histogram.Min, histogram.Max, histogram.Sum))
    {
    }

    private PackedHistogram(IEnumerable<(int Index, long Count)> counts, (long Min, long Max, long Sum) exact)
    {
        _counts = HistogramCounts.Encode(counts);
        _exact = exact;
    }

    /// <summary>The sum of all values, in µs.</summary>
    public long Sum => _exact.Sum;

    /// <summary>The recorded buckets with their counters, in ascending order.</summary>
    public IReadOnlyList<(int Index, long Count)> Counts() => HistogramCounts.Decode(_counts);

    /// <summary>The arithmetic mean in milliseconds; null when empty.</summary>
    public double? MeanMs =>
        Counts().Sum(static c => c.Count) is var total && total == 0 ? null : (double)Sum / total / LatencyFigures.MicrosPerMs;

    /// <summary>All of it as text: the exact figures and the counters, in base64.</summary>
    public string ToText()
    {
        var bytes = new byte[HeaderLength + _counts.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, _exact.Min);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), _exact.Max);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), _exact.Sum);
        _counts.CopyTo(bytes, HeaderLength);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads the text of <see cref="ToText"/>.</summary>
    /// <exception cref="FormatException">It is something else, or its figures cannot be those of its counters.</exception>
    public static PackedHistogram FromText(string text)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length < HeaderLength)
        {
            throw new FormatException("A histogram is cut off.");
        }

        var counts = HistogramCounts.Decode(bytes.AsSpan(HeaderLength));
        var exact = (
            Min: BinaryPrimitives.ReadInt64BigEndian(bytes),
            Max: BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)),
            Sum: BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(16)));
        var total = counts.Aggregate(Int128.Zero, static (sum, c) => sum + c.Count);
        return total <= long.MaxValue
            && (total == 0
                ? exact is (long.MaxValue, 0, 0)
                : exact is { Min: >= 0, Sum: >= 0 } && exact.Min <= exact.Max && exact.Sum <= total * exact.Max)
            ? new PackedHistogram(counts, exact)
            : throw new FormatException("A histogram's figures are not those of its counters.");
    }

    public LatencyHistogram Unpack()
    {
        var histogram = new LatencyHistogram();
        histogram.Restore(HistogramCounts.Decode(_counts), _exact);
        return histogram;
    }

    public PackedHistogram Merge(PackedHistogram other) => new(
        Add(HistogramCounts.Decode(_counts), HistogramCounts.Decode(other._counts)),
        (Math.Min(_exact.Min, other._exact.Min), Math.Max(_exact.Max, other._exact.Max), _exact.Sum + other._exact.Sum));

    /// <summary>The values at some percentiles, 0 to 100, in milliseconds; null each when empty.</summary>
    public double?[] PercentilesMs(params double[] percentiles)
    {
        var counts = HistogramCounts.Decode(_counts);
        var total = counts.Sum(static c => c.Count);
        return total == 0
            ? new double?[percentiles.Length]
            : Array.ConvertAll(
                percentiles,
                p => (double?)Percentiles.Find(counts, total, _exact.Min, _exact.Max, p) / LatencyFigures.MicrosPerMs);
    }

    private static IEnumerable<(int Index, long Count)> Add(List<(int Index, long Count)> a, List<(int Index, long Count)> b)
    {
        var (i, j) = (0, 0);
        while (i < a.Count || j < b.Count)
        {
            var next = Math.Min(i < a.Count ? a[i].Index : int.MaxValue, j < b.Count ? b[j].Index : int.MaxValue);
            long count = 0;
            if (i < a.Count && a[i].Index == next)
            {
                count += a[i++].Count;
            }

            if (j < b.Count && b[j].Index == next)
            {
                count += b[j++].Count;
            }

            yield return (next, count);
        }
    }
}
