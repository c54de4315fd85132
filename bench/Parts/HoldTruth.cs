using System.Globalization;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>
/// Ten clients, and a server that makes every batch wait 20 ms and says how long it really took: what is reported against that, ours and wrk's
/// in turn. wrk is written in C and looks at nothing; what it is off by is the machine's.
/// </summary>
internal sealed class HoldTruth
{
    private const double HoldMs = 20;
    private const double Median50 = 50;
    private const double Tail = 99;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private readonly int _seconds;
    private readonly List<Round> _ours = [];
    private readonly List<Round> _wrk = [];

    private HoldTruth(int seconds) => _seconds = seconds;

    /// <summary>Measures and judges.</summary>
    /// <returns>The measured batches of each of our runs, two at least.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<BatchResult>>> RunAsync(Report report, Effort effort)
    {
        var truth = new HoldTruth(effort.Quick ? 4 : 10);
        var withWrk = Child.Exists(References.Wrk);
        var results = new List<IReadOnlyList<BatchResult>>();
        for (var round = 0; round < (effort.Quick ? 2 : 7); round++)
        {
            results.Add(await truth.OursAsync());
            if (withWrk)
            {
                await truth.WrkAsync();
            }
        }

        truth.Tell(report);
        return results;
    }

    private async Task<IReadOnlyList<BatchResult>> OursAsync()
    {
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync(holdMs: HoldMs);
        var forgetting = ForgetWarmUpAsync(sink);
        var all = await OurRun.ResultsAsync(
            simulator.Url,
            sink.Url + "/batch",
            "--clientCount",
            $"{GeneratorSet.Connections}",
            "--duration",
            $"{_seconds}s",
            "--warmUp",
            $"{WarmUp.TotalSeconds}s");
        await forgetting;
        IReadOnlyList<BatchResult> results = [.. all.Where(static r => r.Phase is RunPhase.Measured or RunPhase.Drain)];
        var times = Sorted.Of(results.Select(static r => r.ServiceTimeMs));
        _ours.Add(new Round(Sorted.Of(await sink.HoldsAsync()), times.At(Median50), times.At(Tail)));
        return results;
    }

    private async Task WrkAsync()
    {
        await using var sink = await SinkProcess.StartAsync(holdMs: HoldMs);
        await Child.RunAsync(Wrk((int)WarmUp.TotalSeconds, sink));
        await sink.ResetAsync();
        var output = await Child.RunAsync(Wrk(_seconds, sink));
        _wrk.Add(new Round(Sorted.Of(await sink.HoldsAsync()), WrkLatency(output, "50%"), WrkLatency(output, "99%")));
    }

    private static Command Wrk(int seconds, SinkProcess sink) => new(
        "wrk",
        "--latency",
        "-t1",
        $"-c{GeneratorSet.Connections}",
        $"-d{seconds}s",
        "-s",
        new FixedBody().WrkScript,
        sink.Url + "/batch");

    private void Tell(Report report)
    {
        report.Say($"Every batch held {HoldMs:0} ms; {_ours.Count} rounds of {_seconds} s in turn, each after a warm-up of "
            + $"{WarmUp.TotalSeconds:0} s (wrk's: another wrk). Medians of the rounds; off by: the difference in each round.");
        report.Table(
            ["", "p50, server's own", "reported", "off by", "p99, server's own", "reported", "off by"],
            [Row("edfi-batchperf", _ours), .. _wrk.Count > 0 ? new[] { Row("wrk", _wrk) } : []]);
        foreach (var percentile in new[] { Median50, Tail })
        {
            var (difference, allowed) = (OffBy(_ours, percentile), (0.01 * Holds(_ours, percentile)) + 0.3);
            report.Judge(
                $"p{percentile} against the server's holds",
                $"within 1 % + 0.3 ms = {allowed:0.00} ms",
                $"{difference:0.00} ms",
                difference <= allowed);
        }

        if (_wrk.Count == 0)
        {
            report.NotAvailable("latencies of the reference wrk", "wrk is not installed here");
            return;
        }

        var (ours, wrk) = (OffBy(_ours, Tail), OffBy(_wrk, Tail));
        report.Judge(
            $"p99 off the server's holds, against wrk's in the same {_ours.Count} rounds",
            $"≤ {wrk:0.000} ms ({Each(_wrk)})",
            $"{ours:0.000} ms ({Each(_ours)})",
            ours <= wrk);
    }

    private static string[] Row(string name, List<Round> rounds) =>
    [
        name,
        $"{Holds(rounds, Median50):0.000} ms",
        $"{Median.Of(rounds.Select(static r => r.P50)):0.000} ms",
        $"{OffBy(rounds, Median50):0.000} ms",
        $"{Holds(rounds, Tail):0.000} ms",
        $"{Median.Of(rounds.Select(static r => r.P99)):0.000} ms",
        $"{OffBy(rounds, Tail):0.000} ms",
    ];

    private static string Each(IEnumerable<Round> rounds) => string.Join(", ", rounds.Select(static r => $"{r.OffBy(Tail):0.00}"));

    private static double Holds(IEnumerable<Round> rounds, double percentile) => Median.Of(rounds.Select(r => r.Holds.At(percentile)));

    private static double OffBy(IEnumerable<Round> rounds, double percentile) => Median.Of(rounds.Select(r => r.OffBy(percentile)));

    /// <summary>wrk writes 950.00us, 20.63ms, 1.40s.</summary>
    private static double WrkLatency(string output, string percentile)
    {
        var text = output
            .Split('\n')
            .Select(static line => line.Trim())
            .First(line => line.StartsWith(percentile, StringComparison.Ordinal))[percentile.Length..].Trim();
        (string Unit, double Ms)[] units = [("us", 0.001), ("ms", 1), ("s", 1000)];
        var (unit, ms) = Array.Find(units, u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        return double.Parse(text[..^unit.Length], CultureInfo.InvariantCulture) * ms;
    }

    /// <summary>Makes the server forget what it took down while the client warmed up.</summary>
    private static async Task ForgetWarmUpAsync(SinkProcess sink)
    {
        while (await sink.BatchesAsync() < 2)
        {
            await Task.Delay(20);
        }

        await Task.Delay(WarmUp);
        await sink.ResetAsync();
    }

    /// <summary>One run: what the server did, and what was reported of it, in milliseconds.</summary>
    private sealed record Round(Sorted Holds, double P50, double P99)
    {
        public double OffBy(double percentile) => Math.Abs((percentile == Tail ? P99 : P50) - Holds.At(percentile));
    }
}
