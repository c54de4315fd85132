using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether an open loop keeps its timetable.</summary>
internal sealed class ArrivalsPart : IPart
{
    private const int Rate = 5_000;
    private const double Tolerance = 0.01;

    public string Name => "arrivals";

    public string Title => "Open loop: 5,000 arrivals per second";

    public async Task RunAsync(Report report, Effort effort)
    {
        var seconds = effort.Quick ? 5 : 20;
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync();
        var results = await OurRun.ResultsAsync(
            simulator.Url,
            sink.Url + "/batch",
            "--arrivalRate",
            $"{Rate}",
            "--clientCount",
            "1000",
            "--duration",
            $"{seconds}s");
        var start = results.Min(static r => r.ScheduledAt);
        var perSecond = results
            .GroupBy(r => (int)(r.StartedAt - start).TotalSeconds)
            .Where(g => g.Key < seconds)
            .ToDictionary(static g => g.Key, static g => g.Count());
        var mean = results.Count(r => r.StartedAt < start.AddSeconds(seconds)) / (double)seconds;
        var lag = Sorted.Of(results.Select(static r => (r.StartedAt - r.ScheduledAt).TotalMilliseconds));
        report.Say($"{results.Count:N0} batches of 30 operations were due in {seconds} s from a cold start; "
            + $"{results.Count(static r => !r.Success)} failed. Sent per second: {perSecond.Values.Min():N0} in the worst second, "
            + $"{perSecond.Values.Max():N0} in the best.");
        report.Table(
            ["schedule lag", "p50", "p90", "p99", "max"],
            [
                ["all", .. Row(lag)],
                [
                    "after the first two seconds",
                    .. Row(
                        Sorted.Of(
                            results
                                .Where(r => r.ScheduledAt > start.AddSeconds(2))
                                .Select(static r => (r.StartedAt - r.ScheduledAt).TotalMilliseconds))),
                ],
            ]);
        report.Judge("arrivals sent per second over the run", $"{Rate:N0} ± 1 %", $"{mean:N0}", Math.Abs((mean / Rate) - 1) <= Tolerance);
    }

    private static string[] Row(Sorted lag) =>
        [$"{lag.At(50):0.000} ms", $"{lag.At(90):0.000} ms", $"{lag.At(99):0.000} ms", $"{lag.At(100):0.0} ms"];
}
