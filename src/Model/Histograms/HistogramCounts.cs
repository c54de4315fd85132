namespace EdFi.BatchPerf.Histograms;

/// <summary>
/// A histogram's counters as bytes: each count in its turn, a run of zeros as one negative number, up to the last count.
/// Source: HdrHistogram, AbstractHistogram.fillBufferFromCountsArray.
/// </summary>
internal static class HistogramCounts
{
    public static byte[] Encode(IEnumerable<(int Index, long Count)> counts)
    {
        using var bytes = new MemoryStream();
        var next = 0;
        foreach (var (index, count) in counts)
        {
            if (index > next)
            {
                // A single zero stands for itself, as in the reference.
                ZigZag.Write(bytes, index - next == 1 ? 0 : next - index);
            }

            ZigZag.Write(bytes, count);
            next = index + 1;
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not counters.</exception>
    public static List<(int Index, long Count)> Decode(ReadOnlySpan<byte> bytes)
    {
        var counts = new List<(int Index, long Count)>();
        var (position, index) = (0, 0L);
        while (position < bytes.Length)
        {
            var number = ZigZag.Read(bytes, ref position);
            if (number > 0)
            {
                if (index >= HistogramBuckets.ChunkCount * HistogramBuckets.ChunkSize)
                {
                    throw new FormatException("The histogram holds values beyond 2^62.");
                }

                counts.Add(((int)index, number));
            }

            index += number < 0 ? -Math.Max(number, -int.MaxValue) : 1;
        }

        return counts;
    }
}
