using CsvHelper;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// <c>{prefix}_stats_history.csv</c> from a run's intervals, afterwards: Aggregated rows, one for each interval. Rates and percentiles
/// cover the intervals of the last ten seconds, percentiles from their merged histograms. Sizes of answers are not known by interval: N/A.
/// </summary>
internal static class LocustIntervalsCsv
{
    private const double Seconds = 10;
    private const double Jitter = 0.5;

    public static void Write(Stream stream, DateTimeOffset start, IReadOnlyList<IntervalPoint> points)
    {
        using var csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        csv.WriteHeader([.. LocustHistoryCsv.Columns]);
        var total = new LatencyHistogram();
        var (requests, failures, censored, first) = (0L, 0L, 0L, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var (point, end) = (points[i], points[i].StartSeconds + points[i].WidthSeconds);
            total.Add(point.GetResponseTimes());
            requests += point.Batches;
            failures += point.Failures;
            censored += point.FailuresCanceled;
            while (first < i && end - points[first].StartSeconds > Seconds + Jitter)
            {
                first++;
            }

            // Locust has one row a second: the sliver at a run's end takes the place of the row before it.
            if (i + 1 < points.Count && Second(start, points[i + 1]) == Second(start, point))
            {
                continue;
            }

            var lately = points.Skip(first).Take(i - first + 1).ToList();
            csv.WriteRecord(
                [
                    .. Row(start.AddSeconds(end), point, lately, end - points[first].StartSeconds),
                    .. Totals(total, requests, failures, censored),
                ]);
        }
    }

    private static long Second(DateTimeOffset start, IntervalPoint point) =>
        start.AddSeconds(point.StartSeconds + point.WidthSeconds).ToUnixTimeSeconds();

    private static IEnumerable<string> Row(DateTimeOffset at, IntervalPoint point, List<IntervalPoint> lately, double seconds)
    {
        var times = new LatencyHistogram();
        lately.ForEach(p => times.Add(p.GetResponseTimes()));
        return
        [
            LocustFormat.Count(at.ToUnixTimeSeconds()), LocustFormat.Count(point.Clients), "", LocustFormat.Aggregated,
            Rate(lately.Sum(static p => p.Batches), seconds), Rate(lately.Sum(static p => p.Failures), seconds),
            .. LocustFormat.Percentiles
                .ToArray()
                .Select(
                    p => LocustFormat.Percentile(times, p, times.TotalCount == 0 || lately.Sum(static p => p.Batches - p.Failures) == 0)),
        ];
    }

    private static IEnumerable<string> Totals(LatencyHistogram times, long requests, long failures, long censored) =>
    [
        LocustFormat.Count(requests), LocustFormat.Count(failures),
        .. LocustFormat.Summary(times, censored > 0 ? null : times.Min, requests > 0 && requests == failures),
        LocustFormat.None,
    ];

    private static string Rate(long count, double seconds) => LocustFormat.Number(seconds > 0 ? count / seconds : 0);
}
