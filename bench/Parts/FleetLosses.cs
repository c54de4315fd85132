using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>How soon a fleet sees a loss, and how soon its load ends when it is stopped or nobody controls it any more.</summary>
internal static class FleetLosses
{
    private const int Machines = 3;
    private const int LeaseSeconds = 3;

    /// <summary>Kills, silences and stops, each in a fleet of its own.</summary>
    /// <param name="report">Takes the figures.</param>
    /// <param name="simulator">The server.</param>
    public static async Task RunAsync(Report report, Simulators simulator)
    {
        report.Say($"{Machines} machines; a lease of {LeaseSeconds} s. Killed: kill -9 of one machine's process; silent: its process is "
            + "suspended; stopped: Ctrl+C; orphaned: the controller's process is suspended. To the warning, or to the last commit.");
        Judge(report, "a killed machine is Lost", most: 2, await InScriptAsync(simulator, "Kill"));
        Judge(report, "a silent machine is Lost", most: LeaseSeconds + 1, await InScriptAsync(simulator, "Silence"));
        Judge(report, "the last commit after Ctrl+C", most: 2, await InScriptAsync(simulator, "Stop"));
        Judge(report, "the last commit of orphaned machines", most: LeaseSeconds + 2, await OrphanAsync(simulator));
    }

    private static void Judge(Report report, string what, double most, double seconds) =>
        report.Judge(what, $"≤ {most.ToString("0.#", CultureInfo.InvariantCulture)} s", $"{seconds:0.00} s", seconds <= most);

    private static async Task<double> InScriptAsync(Simulators simulator, string what) =>
        double.Parse((await Child.RunAsync(await ScriptAsync(simulator, what))).Trim(), CultureInfo.InvariantCulture);

    private static async Task<double> OrphanAsync(Simulators simulator)
    {
        await using var controller = Child.Start(await ScriptAsync(simulator, "Orphan"), capture: true);
        var id = await controller.ReadLineAsync();
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        await Child.RunAsync(new Command("kill", "-STOP", id));
        var (last, at) = (-1L, 0.0);
        while (watch.Elapsed.TotalSeconds < LeaseSeconds + 5)
        {
            var counts = await http.GetFromJsonAsync<JsonElement>(simulator.Url + "/simulator/counts");
            var now = counts.GetProperty("operationsTotal").GetProperty("committed").GetInt64();
            (last, at) = now == last ? (last, at) : (now, watch.Elapsed.TotalSeconds);
        }

        return at;
    }

    private static Task<Command> ScriptAsync(Simulators simulator, string what) => GeneratorSet.OurModuleAsync(
        "fleet-losses.ps1", "-BaseUrl", simulator.Url, "-Machines", $"{Machines}", "-Lease", $"{LeaseSeconds}s", "-What", what);
}
