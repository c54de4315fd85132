using System.Globalization;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Histograms;

/// <summary>
/// Writes an HdrHistogram interval log, format version 1.3, with line feeds and the invariant culture. Values are µs, so that the
/// column of maxima, divided by 1,000,000 as is usual, is seconds. Source: HdrHistogram, HistogramLogWriter.
/// </summary>
internal sealed class HistogramLogWriter
{
    private const double MaxValueScale = 1_000_000;
    private readonly TextWriter _writer;

    /// <summary>Writes the head of the log.</summary>
    /// <param name="writer">Receives the text; stays the caller's to close.</param>
    /// <param name="start">The start of the run: intervals are given relative to it.</param>
    public HistogramLogWriter(TextWriter writer, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        var date = start.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        writer.Write("#[Histogram log format version 1.3]\n");
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[StartTime: {start.ToUnixTimeMilliseconds() / 1000.0:F3} (seconds since epoch), {date}]\n"));
        writer.Write("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
    }

    /// <summary>Writes one interval.</summary>
    /// <param name="startSeconds">Start of the interval in seconds since the start of the run.</param>
    /// <param name="widthSeconds">Length of the interval in seconds.</param>
    /// <param name="histogram">Values recorded in the interval, in µs.</param>
    /// <param name="tag">Tells several series in one log apart, for example a request name; null for none.</param>
    /// <exception cref="ArgumentException">The tag is empty or holds a comma, a blank or a line break, which the format
    /// forbids.</exception>
    public void Write(double startSeconds, double widthSeconds, LatencyHistogram histogram, string? tag = null)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (tag is not null && (tag.Length == 0 || tag.AsSpan().IndexOfAny(", \r\n") >= 0))
        {
            throw new ArgumentException("A tag in an interval log holds no comma, blank or line break.", nameof(tag));
        }

        var snapshot = histogram.Copy();
        var prefix = tag is null ? "" : $"Tag={tag},";
        _writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{prefix}{startSeconds:F3},{widthSeconds:F3},{snapshot.Max / MaxValueScale:F3},{snapshot.ToBase64()}\n"));
    }
}
