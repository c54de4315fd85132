using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether the numbers are what the server did.</summary>
internal sealed class TruthPart : IPart
{
    private const double FreezeMs = 1_400;

    public string Name => "truth";

    public string Title => "Truth: reported latency against what the server did";

    public async Task RunAsync(Report report, Effort effort)
    {
        var runs = await HoldTruth.RunAsync(report, effort);
        Merge(report, runs[0], runs[1]);
        await FreezeAsync(report);
    }

    private static void Merge(Report report, IReadOnlyList<BatchResult> first, IReadOnlyList<BatchResult> second)
    {
        var merged = LatencyHistogram.FromBase64(Record(first).ToBase64());
        merged.Add(LatencyHistogram.FromBase64(Record(second).ToBase64()));
        var pooled = Sorted.Of(first.Concat(second).Select(static r => r.ServiceTimeMs));
        double[] percentiles = [50, 66, 75, 90, 95, 99, 99.9, 99.99, 100];
        var worst = percentiles.Max(p => Math.Abs((merged.ValueAtPercentile(p) / 1000.0 / pooled.At(p)) - 1));
        report.Judge(
            "percentiles of two runs' merged histograms against the pooled samples",
            "within 0.1 %",
            $"{worst * 100:0.000} % at most, p50 to max",
            worst <= 0.001);
    }

    private static LatencyHistogram Record(IReadOnlyList<BatchResult> results)
    {
        var histogram = new LatencyHistogram();
        foreach (var result in results)
        {
            histogram.Record((long)Math.Round(result.ServiceTimeMs * 1000));
        }

        return histogram;
    }

    /// <summary>
    /// Two hundred arrivals a second over ten connections, and a server that stands still for a while, as wrk2 is shown to be right.
    /// </summary>
    private static async Task FreezeAsync(Report report)
    {
        const int rate = 200;
        const int seconds = 20;
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync(holdMs: 5);
        var freezing = FreezeInTheMiddleAsync(sink);
        var results = await OurRun.ResultsAsync(
            simulator.Url,
            sink.Url + "/batch",
            "--arrivalRate",
            $"{rate}",
            "--clientCount",
            "10",
            "--duration",
            $"{seconds}s");
        await freezing;
        var response = Sorted.Of(results.Select(static r => r.ResponseTimeMs));
        var service = Sorted.Of(results.Select(static r => r.ServiceTimeMs));

        // Arrivals come evenly while nothing moves, so the longest-waiting hundredth of all begins this far into the freeze.
        var expected = FreezeMs * (1 - (0.01 * rate * seconds / (rate * FreezeMs / 1000)));
        report.Say($"A server with holds of 5 ms stands still for {FreezeMs:0} ms under {rate} constant arrivals a second over 10 "
            + $"connections, {seconds} s in all. By arithmetic the p99 of response time is {expected:0} ms.");
        report.Table(["", "p50", "p90", "p99", "max"], [["response time", .. Row(response)], ["service time", .. Row(service)]]);
        report.Judge(
            "response-time p99 over a freeze of 1.4 s",
            $"{expected:0} ms ± 10 %",
            $"{response.At(99):0} ms",
            Math.Abs((response.At(99) / expected) - 1) <= 0.1);
        report.Judge(
            "service-time p50 and p99 over the same freeze",
            "stay: under 10 ms",
            $"{service.At(50):0.0} and {service.At(99):0.0} ms",
            service.At(99) < 10);
    }

    private static string[] Row(Sorted times) =>
        [$"{times.At(50):0.0} ms", $"{times.At(90):0.0} ms", $"{times.At(99):0.0} ms", $"{times.At(100):0.0} ms"];

    private static async Task FreezeInTheMiddleAsync(SinkProcess sink)
    {
        while (await sink.BatchesAsync() < 1_000)
        {
            await Task.Delay(100);
        }

        await sink.FreezeAsync((int)FreezeMs);
    }
}
