using System.Text;
using EdFi.BatchPerf.Files.Histograms;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Page.Export;

/// <summary>Latency as HdrHistogram's tools read it.</summary>
internal static class HistogramFiles
{
    /// <summary>A percentile distribution in milliseconds.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="histogram">In base64; null is an empty one.</param>
    public static void WriteDistribution(Stream stream, string? histogram)
    {
        using var writer = Writer(stream);
        PercentileDistribution.Write(writer, histogram is null ? new LatencyHistogram() : LatencyHistogram.FromBase64(histogram));
    }

    /// <summary>
    /// Response times over time where their histograms are known, else one line for each request name over the measured window, tagged with
    /// it.
    /// </summary>
    public static void WriteLog(Stream stream, ReportSource source)
    {
        using var writer = Writer(stream);
        var log = new HistogramLogWriter(writer, source.StartedAt);
        foreach (var point in source.Intervals)
        {
            log.Write(point.StartSeconds, point.WidthSeconds, point.GetResponseTimes());
        }

        foreach (var row in source.Metrics.Where(
            m => source.Intervals.Count == 0 && m is { ResponseTimeHistogram: not null } && m.Name != BatchMetrics.AggregatedName))
        {
            var start = row.WindowStart is { } from ? Math.Max(0, (from - source.StartedAt).TotalSeconds) : 0;
            log.Write(start, row.WindowSeconds, LatencyHistogram.FromBase64(row.ResponseTimeHistogram!), Tag(row.Name));
        }
    }

    private static string Tag(string name) => string.Concat(name.Select(static c => c is ',' or ' ' or '\r' or '\n' ? '_' : c));

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096, leaveOpen: true);
}
