using System.Diagnostics;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Page.Report;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>How cost grows with clients, triples, results, names and the length of a run.</summary>
internal sealed class GrowthPart : IPart
{
    private const double MostPageMegabytes = 10;
    private const double MostOpeningMs = 2_000;
    private const int MostNames = 130;

    /// <summary>Almost as many seconds as a run keeps points for; a second more than that makes them half as many.</summary>
    private static readonly TimeSpan AllPoints = TimeSpan.FromSeconds(1_190);

    public string Name => "growth";

    public string Title => "Growth: clients, triples, results, names and length of a run";

    public async Task RunAsync(Report report, Effort effort)
    {
        await using var simulator = await Simulators.StartAsync();
        await ClientsAsync(report, simulator, effort);
        await TriplesAsync(report, simulator, effort);
        await ResultsAsync(report, simulator, effort);
        await NamesAsync(report, simulator, effort);
    }

    private static async Task ClientsAsync(Report report, Simulators simulator, Effort effort)
    {
        var rows = new List<(int Clients, LoadCost Cost)>();
        foreach (var clients in new[] { 10, 100, 1_000, 10_000 })
        {
            rows.Add((clients, await LoadCost.MeasureAsync(simulator, clients, triples: 1, rests: false, effort.Window)));
        }

        var first = rows[0].Cost;
        report.Say("Clients that send batches of one triple and at once again.");
        report.Table(
            ["clients", "CPU per batch", "×", "live heap", "of each further client", "resident"],
            rows.Select(r => new[]
            {
                $"{r.Clients:N0}",
                $"{r.Cost.MicrosPerBatch:0.0} µs",
                $"{r.Cost.MicrosPerBatch / first.MicrosPerBatch:0.00}",
                $"{r.Cost.LiveBytes / 1e6:0.0} MB",
                r.Clients == rows[0].Clients ? "" : $"{(r.Cost.LiveBytes - first.LiveBytes) / 1024.0 / (r.Clients - rows[0].Clients):0.0} KB",
                $"{r.Cost.PrivateMegabytes:0} MB",
            }));
    }

    private static async Task TriplesAsync(Report report, Simulators simulator, Effort effort)
    {
        var rows = new List<(int Triples, LoadCost Cost)>();
        foreach (var triples in new[] { 1, 3, 10, 33 })
        {
            rows.Add((triples, await LoadCost.MeasureAsync(simulator, GeneratorSet.Connections, triples, rests: false, effort.Window)));
        }

        report.Say($"{GeneratorSet.Connections} clients.");
        report.Table(
            ["triples in a batch", "CPU per batch", "×", "CPU per operation"],
            rows.Select(r => new[]
            {
                $"{r.Triples}",
                $"{r.Cost.MicrosPerBatch:0.0} µs",
                $"{r.Cost.MicrosPerBatch / rows[0].Cost.MicrosPerBatch:0.00}",
                $"{r.Cost.MicrosPerBatch / (3 * r.Triples):0.00} µs",
            }));
    }

    private static async Task ResultsAsync(Report report, Simulators simulator, Effort effort)
    {
        var rows = new List<string[]>();
        var first = 0.0;
        foreach (var results in effort.Quick ? [100_000] : new[] { 100_000, 1_000_000, 10_000_000 })
        {
            await using var sink = await SinkProcess.StartAsync(triples: 1);
            await using var child = Child.Start(GeneratorSet.OurCli(
                simulator.Url,
                sink.Url + "/batch",
                "--clientCount",
                $"{GeneratorSet.Connections}",
                "--spawnRate",
                "1000",
                "--batchTripleCount",
                "1",
                "--batchCount",
                $"{results}"));
            var (cpu, most, batches) = (0.0, 0.0, 0L);
            while (!child.HasExited && batches < results)
            {
                (cpu, most) = (ProcessUsage.CpuSeconds(child.Id), Math.Max(most, ProcessUsage.PrivateMegabytes(child.Id)));
                batches = await sink.BatchesAsync();
                await Task.Delay(100);
            }

            await child.WaitAsync();
            BenchException.ThrowIf(batches < results, $"{results:N0} results: the run ended after {batches:N0}: {child.Error}");
            var micros = cpu * 1e6 / results;
            first = rows.Count == 0 ? micros : first;
            rows.Add([$"{results:N0}", $"{micros:0.0} µs", $"{micros / first:0.00}", $"{most:0} MB"]);
        }

        report.Say("Results, counted and not kept; CPU with the start of the process.");
        report.Table(["results", "CPU per batch", "×", "most memory (RssAnon)"], rows);
    }

    /// <summary>
    /// Seconds of the fast clock in one: few enough for a sample of all names in each, and such that one of them is whole milliseconds, as
    /// timers are; otherwise a run has more samples than seconds.
    /// </summary>
    private static int Speed(int names, Effort effort) => (names == MostNames, effort.Quick) switch
    {
        (true, false) => 10,
        (true, true) or (false, false) => 20,
        (false, true) => 50,
    };

    private static async Task NamesAsync(Report report, Simulators simulator, Effort effort)
    {
        await using var sink = await SinkProcess.StartAsync(triples: 1);
        (int Names, TimeSpan Length)[] runs =
        [
            (1, AllPoints), (10, AllPoints), (MostNames, TimeSpan.FromSeconds(60)), (MostNames, 2 * AllPoints), (MostNames, AllPoints),
        ];
        var rows = new List<string[]>();
        var (size, opening) = (0.0, (double?)null);
        foreach (var (names, length) in runs)
        {
            var run = await LongRun.RunAsync(simulator, sink, names, length, Speed(names, effort));
            BenchException.ThrowIf(
                run.Metrics.Count < names || (length <= AllPoints && run.Intervals.Count < 0.98 * length.TotalSeconds),
                $"A run of {names} names and {length.TotalSeconds:N0} s has {run.Metrics.Count} rows and {run.Intervals.Count} intervals.");
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Scratch, "growth")).FullName;
            var began = Stopwatch.GetTimestamp();
            ReportPlan.Make(ReportSource.Of(run), folder, [BatchReportFormat.Html], new ReportFindings()).Write(force: true);
            var written = Stopwatch.GetElapsedTime(began);
            var page = Path.Combine(folder, "report.html");
            (size, opening) = (new FileInfo(page).Length / 1e6, await PageOpening.MeasureAsync(page));
            rows.Add(
                [
                    $"{names}",
                    $"{length.TotalSeconds:N0} s",
                    $"{run.Intervals.Count:N0}",
                    $"{written.TotalMilliseconds:N0} ms",
                    $"{size:0.00} MB",
                    opening is null ? "-" : $"{opening:N0} ms",
                ]);
        }

        report.Say("Runs of many request names, by a clock that runs fast, and their reports in a headless browser.");
        report.Table(["names", "length of the run", "intervals", "report written in", "its size", "opens in"], rows);
        var what = $"report of {AllPoints.TotalSeconds:N0} intervals and {MostNames} names";
        report.Judge($"size of the {what}", $"< {MostPageMegabytes} MB", $"{size:0.00} MB", size < MostPageMegabytes);
        if (opening is null)
        {
            report.Fail($"opening the {what}", "no Chromium or Chrome is on the path");
        }
        else
        {
            report.Judge($"opening the {what}", $"< {MostOpeningMs:N0} ms", $"{opening:N0} ms", opening < MostOpeningMs);
        }
    }
}
