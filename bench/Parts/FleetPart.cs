using System.Text.Json;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>One plan carried out by several machines: how exactly they begin together, and what the controller costs.</summary>
internal sealed class FleetPart : IPart
{
    private const int Machines = 3;

    public string Name => "fleet";

    public string Title => "A load from three machines";

    public async Task RunAsync(Report report, Effort effort)
    {
        var seconds = effort.Quick ? 5 : 20;
        await using var simulator = await Simulators.StartAsync();
        var output = await Child.RunAsync(
            await GeneratorSet.OurModuleAsync("fleet.ps1", "-BaseUrl", simulator.Url, "-Duration", $"{seconds}s", "-Machines", $"{Machines}"));
        using var json = JsonDocument.Parse(output);
        var loads = json.RootElement.GetProperty("Loads").EnumerateArray().ToList();
        report.Say($"{Machines} machines, each a process of this one behind PowerShell's remoting, {seconds} s, the second run of each load.");
        report.Table(
            ["load", "committed / told by the server", "batches/s merged", "starts after the common one, ms", "clocks known to, ms", "controller, cores"],
            new[] { "7 clients", "31 batches/s", "3 clients, 100 ms apart" }.Zip(loads, static (name, load) => new[]
            {
                name,
                $"{load.GetProperty("Committed").GetInt64():N0} / {load.GetProperty("Told").GetInt64():N0}",
                $"{load.GetProperty("Rate").GetDouble():N1}",
                string.Join(", ", Numbers(load, "StartsMs").Select(static ms => $"{ms:0.0}")),
                string.Join(", ", Numbers(load, "ErrorsMs").Select(static ms => $"{ms:0.0}")),
                $"{load.GetProperty("Controller").GetDouble():0.000}",
            }));
        var wrong = loads.Sum(static l => Math.Abs(l.GetProperty("Committed").GetInt64() - l.GetProperty("Told").GetInt64()));
        report.Judge("operations that machines and server count differently", "0", $"{wrong:N0}", wrong == 0);
        var starts = loads.SelectMany(static l => Numbers(l, "StartsMs")).ToList();
        report.Judge("latest start after the common one", "≤ 50 ms", $"{starts.Max():0.0} ms", starts.Max() <= 50);
        var rate = loads[1].GetProperty("Rate").GetDouble();
        report.Judge("31 batches/s of three machines", "31 ± 1 %", $"{rate:0.00}", Math.Abs(rate - 31) <= 0.31);
        var idle = loads[2].GetProperty("Controller").GetDouble();
        report.Judge("controller, beats once a second", "< 0.05 cores", $"{idle:0.000}", idle < 0.05);
    }

    private static IEnumerable<double> Numbers(JsonElement load, string name) =>
        load.GetProperty(name).EnumerateArray().Select(static n => n.GetDouble());
}
