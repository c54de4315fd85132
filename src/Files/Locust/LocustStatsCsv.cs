using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// <c>{prefix}_stats.csv</c>: a row per request name over the whole run, ramp and warm-up included as Locust has it, sorted by name and
/// method; rows of set-up traffic, which never reach the last row, <c>Aggregated</c>.
/// </summary>
internal static class LocustStatsCsv
{
    internal static string[] Columns =>
    [
        "Type", "Name", "Request Count", "Failure Count", "Median Response Time", "Average Response Time", "Min Response Time",
        "Max Response Time", "Average Content Size", "Requests/s", "Failures/s", .. LocustFormat.PercentileNames,
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="names">Snapshots of all request names of the run.</param>
    /// <param name="elapsed">Length of the run, by which counts are divided.</param>
    /// <param name="setUp">Set-up traffic; null where there was none.</param>
    public static void Write(Stream stream, IEnumerable<NameSnapshot> names, TimeSpan elapsed, SetUp.SetUpTraffic? setUp = null) =>
        Write(stream, [.. names.Select(LocustEntry.Of)], elapsed, setUp);

    internal static void Write(Stream stream, IReadOnlyList<LocustEntry> load, TimeSpan elapsed, SetUp.SetUpTraffic? setUp = null)
    {
        var rows = load.Concat(setUp?.Snapshot().Select(LocustEntry.Of) ?? [])
            .OrderBy(static e => e.Name, StringComparer.Ordinal)
            .ThenBy(static e => e.Method, StringComparer.Ordinal)
            .Append(LocustEntry.Sum(load));
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader(Columns);
        foreach (var row in rows)
        {
            csv.WriteRecord(Fields(row, elapsed.TotalSeconds));
        }
    }

    private static string[] Fields(LocustEntry entry, double seconds)
    {
        var times = entry.Times;
        var empty = entry.NothingSucceeded;
        return
        [
            CsvText.Neutral(entry.Method), CsvText.Neutral(entry.Name), LocustFormat.Count(entry.Requests),
            LocustFormat.Count(entry.Failures),
            .. LocustFormat.Summary(times, entry.Shortest, empty && entry.Requests > 0),
            LocustFormat.Number(entry.MeanContentSize),
            LocustFormat.Rate(seconds > 0 ? entry.Requests / seconds : 0),
            LocustFormat.Rate(seconds > 0 ? entry.Failures / seconds : 0),
            .. LocustFormat.Percentiles.ToArray().Select(p => LocustFormat.Percentile(times, p, empty)),
        ];
    }
}
