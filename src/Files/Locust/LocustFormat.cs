using System.Globalization;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// Format of figures in the Locust files: invariant culture, milliseconds with at most three decimals (the histogram's microseconds,
/// neither rounded to two digits as Locust does nor padded), rates and means with at most three, missing percentiles as <c>N/A</c>.
/// </summary>
internal static class LocustFormat
{
    public const string Aggregated = "Aggregated";
    public const string None = "N/A";

    public static ReadOnlySpan<double> Percentiles => [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

    public static string[] PercentileNames => ["50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%"];

    /// <summary>True for the columns of any of Locust's four files.</summary>
    public static bool IsHeader(IReadOnlyList<string> columns) =>
        columns is ["Type", "Name", "Request Count", ..] or ["Timestamp", "User Count", ..] or ["Method", "Name", "Error", ..]
            or ["Count", "Message", "Traceback", ..];

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>
    /// A rate of a <c>_stats.csv</c>, with four decimals. Neither version 0.1 (three at most) nor Locust (as many as it takes) writes all
    /// of them so: it says whether the times of a file are those of successes, for which the format has no column.
    /// </summary>
    public static string Rate(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>True for a rate as <see cref="Rate"/> writes it.</summary>
    public static bool IsRate(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text.Length == point + 5;

    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Ms(double micros) => Number(micros / 1000);

    public static string Percentile(LatencyHistogram times, double percentile, bool empty) =>
        empty ? None : Ms(times.ValueAtPercentile(percentile));

    /// <summary>
    /// Median, mean, least and greatest time; N/A where there were requests and none succeeded. The least is that of a success, and N/A
    /// where it is not known.
    /// </summary>
    public static string[] Summary(LatencyHistogram times, double? shortest, bool empty) => empty
        ? [None, None, None, None]
        :
        [
            Ms(times.ValueAtPercentile(50)), Ms(times.Mean),
            times.TotalCount == 0 ? Ms(0) : shortest is { } least ? Ms(least) : None,
            Ms(times.Max),
        ];

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
