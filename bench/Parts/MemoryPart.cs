using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether memory stays flat over a million results; a quick round sends fewer, and so says nothing about the target.</summary>
internal sealed class MemoryPart : IPart
{
    private const double TargetMegabytes = 20;
    private const int TargetResults = 1_000_000;

    public string Name => "memory";

    public string Title => "Memory: flat over the length of a run";

    public async Task RunAsync(Report report, Effort effort)
    {
        var batches = effort.Quick ? 100_000 : TargetResults;
        report.Say($"{batches:N0} batches of one triple each. Memory of the process's own (RssAnon), seen from outside: medians of "
            + "the second and of the last tenth of the run.");
        var rows = new List<string[]>();
        await using var simulator = await Simulators.StartAsync();
        await MeasureAsync(
            report,
            rows,
            "streamed to a file (edfi-batchperf)",
            batches,
            failEvery: 0,
            url => Cli(simulator.Url, url, batches));
        await MeasureAsync(
            report,
            rows,
            "streamed to a file, every tenth a failure with a text of its own",
            batches,
            failEvery: 10,
            url => Cli(simulator.Url, url, batches));
        var module = await GeneratorSet.OurModuleAsync(
            "volume.ps1",
            "-BaseUrl",
            simulator.Url,
            "-BatchCount",
            $"{batches}",
            "-Triples",
            "1");
        await MeasureAsync(report, rows, "summarised (Invoke-BatchVolumeTest -SummaryOnly)", batches, failEvery: 0, url =>
            module with { Arguments = [.. module.Arguments, "-BatchUrl", url] });
        report.Table([$"{batches:N0} results", "second tenth", "last tenth", "peak"], rows);
    }

    private static Command Cli(string baseUrl, string batchUrl, int batches) => GeneratorSet.OurCli(
        baseUrl, batchUrl, "--clientCount", "10", "--spawnRate", "1000", "--batchTripleCount", "1", "--batchCount", $"{batches}");

    private static async Task MeasureAsync(
        Report report,
        List<string[]> rows,
        string what,
        int batches,
        int failEvery,
        Func<string, Command> command)
    {
        await using var sink = await SinkProcess.StartAsync(triples: 1, failEvery);
        await using var child = Child.Start(command(sink.Url + "/batch"));
        var samples = new List<(double Share, double Megabytes, double Cpu)>();
        while (!child.HasExited && await sink.BatchesAsync() is var sent && sent < batches)
        {
            if (sent > 0)
            {
                samples.Add(((double)sent / batches, ProcessUsage.PrivateMegabytes(child.Id), ProcessUsage.CpuSeconds(child.Id)));
            }

            await Task.Delay(100);
        }

        await child.WaitAsync();
        BenchException.ThrowIf(samples.Count < 2, $"{what}: the run ended before it was seen twice: {child.Error}");
        BenchException.ThrowIf(
            samples[^1].Cpu <= samples[0].Cpu,
            $"{what}: process {child.Id} used no CPU time, so another one does the work.");
        double At(double from, double to) => Median.Of(samples.Where(s => s.Share >= from && s.Share < to).Select(static s => s.Megabytes));
        var (early, late) = (At(0.1, 0.2), At(0.9, 1));
        rows.Add([what, $"{early:0.0} MB", $"{late:0.0} MB", $"{samples.Max(static s => s.Megabytes):0.0} MB"]);
        if (batches >= TargetResults)
        {
            report.Judge(
                $"growth of memory, {what}",
                $"< {TargetMegabytes:0} MB",
                $"{late - early:0.0} MB",
                late - early < TargetMegabytes);
        }
    }
}
