using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether an open loop keeps its timetable, from a cold process on.</summary>
internal sealed class ArrivalsPart : IPart
{
    private const int Rate = 5_000;
    private const double Tolerance = 0.01;
    private const double MostLagMs = 5;
    private const double LeastPerSecond = 4_950;

    public string Name => "arrivals";

    public string Title => "Open loop: 5,000 arrivals per second";

    public async Task RunAsync(Report report, Effort effort)
    {
        var seconds = effort.Quick ? 5 : 20;
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync();
        var rounds = new List<IReadOnlyList<BatchResult>>();
        for (var round = 0; round < effort.Rounds; round++)
        {
            rounds.Add(await OurRun.ResultsAsync(
                simulator.Url,
                sink.Url + "/batch",
                "--arrivalRate",
                $"{Rate}",
                "--clientCount",
                "1000",
                "--duration",
                $"{seconds}s"));
        }

        var lags = rounds.ConvertAll(static r => Lag(r, TimeSpan.Zero));
        var later = rounds.ConvertAll(static r => Lag(r, TimeSpan.FromSeconds(2)));
        var perSecond = rounds.ConvertAll(r => PerSecond(r, seconds));
        report.Say($"{rounds.Count} runs of {seconds} s, each by a process of its own that has run nothing before: "
            + $"{rounds.Sum(static r => r.Count):N0} batches of 30 operations were due; "
            + $"{rounds.Sum(static r => r.Count(static b => !b.Success)):N0} failed. Medians of the runs.");
        report.Table(
            ["schedule lag", "p50", "p90", "p99", "max"],
            [["all", .. Row(lags)], ["after the first two seconds", .. Row(later)]]);
        var mean = Median.Of(perSecond.Select(static s => s.Average()));
        report.Judge("arrivals sent per second over the run", $"{Rate:N0} ± 1 %", $"{mean:N0}", Math.Abs((mean / Rate) - 1) <= Tolerance);
        var p99 = Median.Of(lags.Select(static l => l.At(99)));
        report.Judge("schedule lag's p99, cold", $"≤ {MostLagMs} ms", $"{p99:0.0} ms ({Each(lags.Select(static l => l.At(99)))})", p99 <= MostLagMs);
        var worst = Median.Of(perSecond.Select(static s => s.Min()));
        report.Judge(
            "arrivals sent in the worst second, cold",
            $"≥ {LeastPerSecond:N0}",
            $"{worst:N0} ({Each(perSecond.Select(static s => s.Min()))})",
            worst >= LeastPerSecond);
    }

    private static string Each(IEnumerable<double> figures) => string.Join(", ", figures.Select(static f => $"{f:N1}"));

    private static Sorted Lag(IReadOnlyList<BatchResult> results, TimeSpan after)
    {
        var start = results.Min(static r => r.ScheduledAt) + after;
        return Sorted.Of(results.Where(r => r.ScheduledAt >= start).Select(static r => (r.StartedAt - r.ScheduledAt).TotalMilliseconds));
    }

    /// <summary>What was sent in each second, also in one in which nothing was.</summary>
    private static IReadOnlyList<double> PerSecond(IReadOnlyList<BatchResult> results, int seconds)
    {
        var start = results.Min(static r => r.ScheduledAt);
        var sent = results.CountBy(r => (int)(r.StartedAt - start).TotalSeconds).ToDictionary();
        return [.. Enumerable.Range(0, seconds).Select(second => (double)sent.GetValueOrDefault(second))];
    }

    private static string[] Row(List<Sorted> lags) =>
        [.. new[] { 50.0, 90, 99, 100 }.Select(percentile => $"{Median.Of(lags.Select(l => l.At(percentile))):0.000} ms")];
}
