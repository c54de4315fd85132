using System.Text.Json;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>One plan carried out by several machines: how exactly they begin together, and what the controller costs.</summary>
internal sealed class FleetPart : IPart
{
    private const int Machines = 3;
    private const int ManyMachines = 10;

    public string Name => "fleet";

    public string Title => "A load from three machines";

    public async Task RunAsync(Report report, Effort effort)
    {
        var seconds = effort.Quick ? 5 : 20;
        var longer = 3 * seconds; // the controller's figure has preparing and collecting in it, which a load's length does not change
        await using var simulator = await Simulators.StartAsync();
        var loads = await LoadsAsync(simulator.Url, seconds, Machines);
        loads.AddRange(await LoadsAsync(simulator.Url, longer, ManyMachines, "-Idle"));
        report.Say($"{Machines} machines, each a process of this one behind PowerShell's remoting, {seconds} s; {ManyMachines} machines, "
            + $"{longer} s; the second run of each load. Controller: CPU time of the whole command over its length.");
        report.Table(
            ["load", "committed / told by the server", "batches/s merged", "starts after the common one, ms", "clocks known to, ms", "controller, cores"],
            new[] { "7 clients", "31 batches/s", "3 clients, 100 ms apart", "10 machines with 10 clients, 100 ms apart" }.Zip(loads, static (name, load) => new[]
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
        var gap = 1000 / 31.0;
        var gaps = Numbers(loads[1], "GapsMs").ToList();
        var near = gaps.Count == 0 ? 0 : (double)gaps.Count(ms => Math.Abs(ms - gap) <= 0.2 * gap) / gaps.Count;
        report.Judge("gaps of the pooled arrivals within ± 20 %", "≥ 95 % of them", $"{near:P1} of {gaps.Count:N0}", near >= 0.95);
        var idle = loads[3].GetProperty("Controller").GetDouble();
        report.Judge($"controller of {ManyMachines} machines", "< 0.05 cores", $"{idle:0.000}", idle < 0.05);
        await FleetLosses.RunAsync(report, simulator);
    }

    private static async Task<List<JsonElement>> LoadsAsync(string url, int seconds, int machines, params string[] more)
    {
        string[] given = ["-BaseUrl", url, "-Duration", $"{seconds}s", "-Machines", $"{machines}", .. more];
        var output = await Child.RunAsync(await GeneratorSet.OurModuleAsync("fleet.ps1", given));
        return JsonDocument.Parse(output).RootElement.GetProperty("Loads").EnumerateArray().ToList();
    }

    private static IEnumerable<double> Numbers(JsonElement load, string name) =>
        load.GetProperty(name).EnumerateArray().Select(static n => n.GetDouble());
}
