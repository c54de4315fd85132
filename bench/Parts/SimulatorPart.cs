using System.Diagnostics;
using System.Text.Json;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>How many batches the simulator takes while the generator uses the same cores.</summary>
internal sealed class SimulatorPart : IPart
{
    private const double Target = 5_000;

    public string Name => "simulator";

    public string Title => "Simulator: batches per second beside the generator";

    public async Task RunAsync(Report report, Effort effort)
    {
        var rates = new List<double>();
        var rows = new List<string[]>();
        for (var round = 0; round < effort.Rounds; round++)
        {
            await using var simulator = await Simulators.StartAsync();
            var seconds = (int)effort.Window.TotalSeconds + 8;
            await using var child = Child.Start(
                GeneratorSet.OurCli(
                    simulator.Url,
                    batchUrl: null,
                    "--clientCount",
                    "10",
                    "--spawnRate",
                    "1000",
                    "--duration",
                    $"{seconds}s"));
            using var http = new HttpClient();
            while (await CommittedAsync(http, simulator.Url) < 10_000)
            {
                BenchException.ThrowIf(child.HasExited, $"The run ended too soon: {child.Error}");
                await Task.Delay(100);
            }

            var (began, before) = (Stopwatch.GetTimestamp(), await CommittedAsync(http, simulator.Url));
            var (cpu, ours) = (ProcessUsage.CpuSeconds(simulator.Id), ProcessUsage.CpuSeconds(child.Id));
            await Task.Delay(effort.Window);
            var batches = await CommittedAsync(http, simulator.Url) - before;
            rates.Add(batches / Stopwatch.GetElapsedTime(began).TotalSeconds);
            rows.Add(
                [
                    $"{rates[^1]:N0}",
                    $"{(ProcessUsage.CpuSeconds(simulator.Id) - cpu) * 1e6 / batches:0} µs",
                    $"{(ProcessUsage.CpuSeconds(child.Id) - ours) * 1e6 / batches:0} µs",
                ]);
        }

        report.Say("30 operations a batch, ten clients, every document kept and deleted again.");
        report.Table(["batches/s", "simulator's CPU per batch", "generator's CPU per batch"], rows);
        report.Judge(
            "batches/s of the simulator beside the generator",
            $"≥ {Target:N0}",
            $"{Median.Of(rates):N0}",
            Median.Of(rates) >= Target);
    }

    private static async Task<long> CommittedAsync(HttpClient http, string url)
    {
        using var counts = JsonDocument.Parse(await http.GetStringAsync(new Uri(url + "/simulator/counts")));
        return counts.RootElement.GetProperty("batchesCommitted").GetInt64();
    }
}
