using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Histograms;

/// <summary>A histogram of µs read in milliseconds; null where it is empty.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct LatencyFigures(LatencyHistogram histogram)
{
    public const double MicrosPerMs = 1000;
    private readonly bool _empty = histogram.TotalCount == 0;

    public double? MeanMs => _empty ? null : histogram.Mean / MicrosPerMs;

    public double? StdDevMs => _empty ? null : histogram.StdDeviation / MicrosPerMs;

    public double? MaxMs => _empty ? null : histogram.Max / MicrosPerMs;

    public double? PercentileMs(double percentile) => _empty ? null : histogram.ValueAtPercentile(percentile) / MicrosPerMs;
}
