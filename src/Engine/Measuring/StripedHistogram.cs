using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// A histogram for many recording threads: one per processor, so that cores do not fight for cache lines, merged when read.
/// </summary>
public sealed class StripedHistogram
{
    private readonly LatencyHistogram[] _stripes;

    /// <summary>Makes a histogram with one stripe per processor.</summary>
    public StripedHistogram()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>Makes a histogram with the given number of stripes.</summary>
    /// <param name="stripes">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 stripe.</exception>
    public StripedHistogram(int stripes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stripes, 1);
        _stripes = new LatencyHistogram[stripes];
        for (var i = 0; i < stripes; i++)
        {
            _stripes[i] = new LatencyHistogram();
        }
    }

    /// <summary>Records one value; safe from any thread.</summary>
    /// <param name="micros">Microseconds; less than 0 counts as 0.</param>
    public void Record(long micros) => _stripes[(uint)Thread.GetCurrentProcessorId() % (uint)_stripes.Length].Record(micros);

    /// <summary>Everything recorded so far, merged; safe while others record.</summary>
    public LatencyHistogram Snapshot()
    {
        var merged = new LatencyHistogram();
        foreach (var stripe in _stripes)
        {
            merged.Add(stripe);
        }

        return merged;
    }
}
