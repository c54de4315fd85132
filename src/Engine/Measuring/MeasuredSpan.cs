using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Measuring;

/// <summary>The measured part of a run, in seconds since its start.</summary>
/// <param name="From">Start of the part.</param>
/// <param name="To">End of the part.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeasuredSpan(double From, double To)
{
    /// <summary>Points are sampled by a timer, which is late by some milliseconds.</summary>
    private const double ToleranceSeconds = 0.1;
    private const double LeastShare = 0.9;

    public MeasuredSpan(DateTimeOffset start, DateTimeOffset? from, DateTimeOffset? to)
        : this(((from ?? start) - start).TotalSeconds, to is { } end ? (end - start).TotalSeconds : double.PositiveInfinity)
    {
    }

    /// <summary>
    /// Start of the first window, in seconds since the start of the run: with the measured part, at a whole second, since runs in memory
    /// keep seconds. Counted from the start of the run, an odd warm-up would leave up to a window's length without any.
    /// </summary>
    public double FirstWindow => Math.Max(0, Math.Ceiling(From - ToleranceSeconds));

    /// <summary>True for an interval that lies wholly inside and is not the shorter rest at the end of a run.</summary>
    public bool Holds(BatchIntervalMetrics row, TimeSpan width) =>
        row.StartSeconds >= From - ToleranceSeconds
            && row.StartSeconds + row.WidthSeconds <= To + ToleranceSeconds
            && row.WidthSeconds >= LeastShare * width.TotalSeconds;
}
