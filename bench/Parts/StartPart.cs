using System.Globalization;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>How soon one can work.</summary>
internal sealed class StartPart : IPart
{
    private const double ImportMs = 30;
    private const double FirstBatchMs = 120;
    private const double ConsoleMs = 300;

    public string Name => "start";

    public string Title => "Start: import, and the first batch";

    public async Task RunAsync(Report report, Effort effort)
    {
        await ImportAsync(report, effort.Quick ? 3 : 11);
        await FirstBatchAsync(report, effort.Quick ? 2 : 7);
    }

    private static async Task ImportAsync(Report report, int rounds)
    {
        var (ours, empty) = (new List<double>(), new List<double>());
        var module = EmptyModule();
        for (var i = 0; i < rounds; i++)
        {
            empty.Add(await ImportAsync(module));
            ours.Add(await ImportAsync(Repository.Module));
        }

        var (own, none) = (Median.Of(ours), Median.Of(empty));
        report.Say($"Import-Module in {rounds} sessions of its own each, in turn.");
        report.Table(
            ["Import-Module", "median", "least"],
            [["EdFi.BatchPerf", $"{own:0} ms", $"{ours.Min():0} ms"], ["an empty module", $"{none:0} ms", $"{empty.Min():0} ms"]]);
        report.Judge(
            "Import-Module above an empty module",
            $"≤ {ImportMs} ms",
            $"{own - none:0} ms, {own:0} ms in all",
            own - none <= ImportMs);
    }

    private static async Task FirstBatchAsync(Report report, int rounds)
    {
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync();
        var (cold, warm, console) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            var output = await Child.RunAsync(
                await GeneratorSet.OurModuleAsync("start.ps1", "-BaseUrl", simulator.Url, "-BatchUrl", sink.Url + "/batch"));
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            cold.Add(double.Parse(lines[0], CultureInfo.InvariantCulture));
            warm.Add(double.Parse(lines[1], CultureInfo.InvariantCulture));
            await sink.ResetAsync();
            var begun = DateTime.UtcNow;
            await Child.RunAsync(GeneratorSet.OurCli(simulator.Url, sink.Url + "/batch", "--clientCount", "10", "--batchCount", "20"));
            console.Add(((await sink.FirstAtAsync())!.Value - begun).TotalMilliseconds);
        }

        report.Say($"From the command to its first batch at the server, connection and fixtures ready; medians of {rounds} sessions "
            + "of their own.");
        report.Table(
            ["", "median", "least"],
            [
                ["Invoke-BatchVolumeTest, a session's first run", $"{Median.Of(cold):0} ms", $"{cold.Min():0} ms"],
                ["Invoke-BatchVolumeTest, its second", $"{Median.Of(warm):0} ms", $"{warm.Min():0} ms"],
                [
                    "edfi-batchperf, from the start of the process, with connecting and fixtures",
                    $"{Median.Of(console):0} ms",
                    $"{console.Min():0} ms",
                ],
            ]);
        report.Judge(
            "command to first batch on the wire, a session's first run",
            $"≤ {FirstBatchMs} ms",
            $"{Median.Of(cold):0} ms",
            Median.Of(cold) <= FirstBatchMs);
        report.Judge(
            "console, start of the process to first batch",
            $"≤ {ConsoleMs} ms",
            $"{Median.Of(console):0} ms",
            Median.Of(console) <= ConsoleMs);
        await CompiledAsync(report, simulator, sink);
    }

    /// <summary>How many methods are compiled at run time: figures that other work on the machine does not change.</summary>
    private static async Task CompiledAsync(Report report, Simulators simulator, SinkProcess sink)
    {
        var rows = new List<string[]>();
        await Row(
            "Invoke-BatchVolumeTest twice, in a PowerShell of its own",
            await GeneratorSet.OurModuleAsync("start.ps1", "-BaseUrl", simulator.Url, "-BatchUrl", sink.Url + "/batch"));
        await Row(
            "edfi-batchperf",
            GeneratorSet.OurCli(simulator.Url, sink.Url + "/batch", "--clientCount", "10", "--batchCount", "20"));
        report.Table(["20 batches, from start to end of the process", "methods compiled", "for"], rows);

        async Task Row(string what, Command command)
        {
            using var probe = new ProcessProbe();
            await Child.RunAsync(probe.Into(command));
            var (methods, milliseconds) = probe.Compiled();
            rows.Add([what, $"{methods:N0}", $"{milliseconds:0} ms"]);
        }
    }

    private static async Task<double> ImportAsync(string path) => double.Parse(
        await Child.RunAsync(await PowerShell.ScriptAsync("import.ps1", "-Path", path)),
        CultureInfo.InvariantCulture);

    private static string EmptyModule()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Scratch, "Empty")).FullName;
        File.WriteAllText(Path.Combine(folder, "Empty.psm1"), "");
        var manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0'; GUID = "
            + "'6f1c8f0e-6f0c-4b5e-9a55-8f7a3f6b1f5a'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
        return manifest;
    }
}
