using System.Globalization;
using CsvHelper;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// Reads the <c>_stats.csv</c> of a Locust harness, so that old results stand beside new ones, with marks for their limits: percentiles
/// rounded to two digits, set-up requests in the row of all, times of failures among those of successes, and operations that were not
/// counted, only inferred from batches that succeeded. A file of this form that this program wrote has only the marks that apply to it.
/// </summary>
internal static class LocustStatsReader
{
    private const string Title = "Request Count";
    private const string NotThere = "N/A";
    private const int OperationsOfTriple = 3;
    private const double MaxNumber = 1e12;

    /// <summary>True for a file whose first line is that of such statistics.</summary>
    public static bool IsStats(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var line = reader.ReadLine() ?? "";
            return line.Contains(Title, StringComparison.Ordinal) && line.Contains("Requests/s", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(path, exception);
        }
    }

    /// <summary>Returns a row for each row of the file; figures that Locust does not have are null.</summary>
    /// <exception cref="BatchPerfException"><c>ResultFileNotReadable</c>; <c>LocustFileInvalid</c>, with the line.</exception>
    public static IReadOnlyList<BatchMetrics> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var rows = Lines(path).ToList();

        var own = rows.TrueForAll(static r => r.HasOwnRates);

        // Locust rounds its percentiles; a fraction in one of them says that version 0.1 wrote the file.
        var exact = own || rows.Exists(static r => r.Percentiles.Any(static p => p % 1 != 0));
        var known = rows.Where(static r => r.Name != BatchMetrics.AggregatedName)
            .Select(r => (r.Requests, Operations: Operations(r)))
            .Where(static r => r.Operations is not null)
            .ToList();
        return
        [
            .. rows.Select(
                r => Row(
                    r,
                    exact,
                    own ? TimesOf.Successes : TimesOf.All,
                    r.Name == BatchMetrics.AggregatedName ? known.Count == 0 ? null : known.Sum(static k => k.Operations) : Operations(r))),
        ];
    }

    private static BatchMetrics Row(LocustLine line, bool exact, TimesOf timesOf, long? operations)
    {
        var seconds = line.RequestsPerSecond > 0 ? line.Requests / line.RequestsPerSecond.Value : 0;
        var all = line.Name == BatchMetrics.AggregatedName;
        return new BatchMetrics
        {
            Name = line.Name,
            Method = line.Method.Length == 0 ? null : line.Method,
            WindowSeconds = seconds,
            Requests = line.Requests,
            Failures = line.Failures,
            FailureRate = line.Requests == 0 ? 0 : (double)line.Failures / line.Requests,
            OperationsCommitted = operations ?? 0,
            CommittedOperationsPerSecond = seconds > 0 ? (operations ?? 0) / seconds : 0,
            RequestsPerSecond = line.RequestsPerSecond ?? 0,
            FailuresPerSecond = line.FailuresPerSecond ?? 0,
            MeanMs = line.MeanMs,
            MinMs = line.MinMs,
            MaxMs = line.MaxMs,
            P50Ms = line.Percentiles[0],
            P66Ms = line.Percentiles[1],
            P75Ms = line.Percentiles[2],
            P80Ms = line.Percentiles[3],
            P90Ms = line.Percentiles[4],
            P95Ms = line.Percentiles[5],
            P98Ms = line.Percentiles[6],
            P99Ms = line.Percentiles[7],
            P999Ms = line.Percentiles[8],
            P9999Ms = line.Percentiles[9],
            TimesOf = timesOf,
            MeanResponseBytes = line.MeanBytes,
            Rounded = !exact,
            SetUpIncluded = all && !exact,
            OperationsInferred = operations is null ? null : true,
        };
    }

    /// <summary>
    /// Returns the operations that successful batches must have committed, by the triple count in their name; null where the name holds
    /// none.
    /// </summary>
    private static long? Operations(LocustLine line)
    {
        var at = line.Name.LastIndexOf("-batch-", StringComparison.Ordinal);
        return at >= 0
            && int.TryParse(line.Name.AsSpan(at + "-batch-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var triples)
            && triples <= RunOptionTable.MostTriples
            ? (line.Requests - line.Failures) * triples * OperationsOfTriple
            : null;
    }

    private static IEnumerable<LocustLine> Lines(string path)
    {
        using var file = Open(path);
        using var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true }, leaveOpen: true);
        csv.ReadHeader();
        var columns = LocustStatsCsv.Columns
            .Select(
                name => csv.TryGetFieldIndex(name, out var index) ? index : throw Invalid(path, $"line 1: the column '{name}' is missing"))
            .ToArray();
        while (csv.Read())
        {
            string Text(int column) => columns[column] < csv.FieldCount ? csv.GetString(columns[column]) ?? "" : "";
            double? Number(int column) => Text(column) is var text && text is "" or NotThere ? null
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MaxNumber
                    ? number
                : throw Invalid(
                    path,
                    $"line {csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: {LocustStatsCsv.Columns[column]} '{text}' is "
                        + $"not a number from 0 to {MaxNumber:0}");
            if (csv.FieldCount != csv.Headers.Count
                || Number(2) is not { } requests
                || Number(3) is not { } failures
                || failures > requests
                || requests % 1 != 0
                || failures % 1 != 0)
            {
                throw Invalid(
                    path,
                    $"line {csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: it is cut off, or the numbers of requests and "
                        + "failures cannot be");
            }

            yield return new LocustLine(
                CsvText.Original(Text(0)), CsvText.Original(Text(1)), (long)requests, (long)failures, Number(5), Number(6), Number(7),
                Number(8), Number(9), Number(10),
                [.. Enumerable.Range(11, columns.Length - 11).Select(Number)])
            {
                HasOwnRates = LocustFormat.IsRate(Text(9)) && LocustFormat.IsRate(Text(10)),
            };
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(path, exception);
        }
    }

    private static BatchPerfException NotReadable(string path, Exception cause) =>
        new(
            "ResultFileNotReadable",
            ProblemKind.FileNotReadable,
            $"'{path}' cannot be read: {cause.Message}",
            "Check the path and that you may read the file.",
            cause);

    private static BatchPerfException Invalid(string path, string problem) =>
        new(
            "LocustFileInvalid",
            ProblemKind.InvalidInput,
            $"'{path}' is not a Locust _stats.csv: {problem}.",
            "Give the file as Locust wrote it.");
}
