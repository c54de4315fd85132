using System.Diagnostics;
using EdFi.BatchPerf.Bench.Attack;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether a local user without the token of a dashboard can get in the way of the load, or of its end.</summary>
internal sealed class DashboardPart : IPart
{
    private const double MostLost = 0.05;
    private const double MostSeconds = 2;
    private const double HoldMs = 20;
    private const int Clients = 10;

    public string Name => "dashboard";

    public string Title => "Dashboard: throughput and end of a run under attack by a local user without the token";

    public async Task RunAsync(Report report, Effort effort)
    {
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync(holdMs: HoldMs);
        var rows = new List<string[]>();
        var (worst, latest) = (0.0, 0.0);
        var usual = new List<double>();
        for (var round = 0; round < effort.Rounds + 2; round++)
        {
            await using var run = await AttackedRun.StartAsync(simulator.Url, sink);
            await Task.Delay(TimeSpan.FromSeconds(1));
            usual.Add(await run.StopAsync());
        }

        var end = Median.Of(usual);
        foreach (var kind in Enum.GetValues<AttackKind>())
        {
            var (quiet, attacked, ends, tries) = (new List<double>(), new List<double>(), new List<double>(), 0L);
            await using var run = await AttackedRun.StartAsync(simulator.Url, sink);
            for (var round = 0; round < effort.Rounds + 1; round++)
            {
                quiet.Add(await run.RateAsync(effort.Window));
                await using var attack = new Attackers(kind, run.Dashboard);
                attacked.Add(await run.RateAsync(effort.Window));
                tries += attack.Tries;
            }

            await using (var attack = new Attackers(kind, run.Dashboard))
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                ends.Add(await run.StopAsync());
                tries += attack.Tries;
            }

            var lost = 1 - (Median.Of(attacked) / Median.Of(quiet));
            (worst, latest) = (Math.Max(worst, lost), Math.Max(latest, ends.Max() - end));
            rows.Add(
                [
                    AttackerWords.Of(kind),
                    $"{tries:N0}",
                    $"{Median.Of(quiet):N1}",
                    $"{Median.Of(attacked):N1}",
                    $"{lost:P1}",
                    $"{ends.Max():0.00} s",
                ]);
        }

        report.Say($"{Clients} clients against a sink that holds each batch for {HoldMs:0} ms; {effort.Rounds + 1} windows of "
            + $"{effort.Window.TotalSeconds:0} s with attackers and as many without, in turn; medians. The end: from the stop to the "
            + $"end of the process, files written, with attackers at work; without any it took {end:0.00} s.");
        report.Table(["attack", "tries", "batches/s without", "batches/s with", "lost", "end of the process"], rows);
        report.Judge("throughput lost to attackers without the token", $"≤ {MostLost:P0}", $"{worst:P1}", worst <= MostLost);
        report.Judge("later end of the run under attack", $"≤ {MostSeconds} s", $"{latest:0.00} s", latest <= MostSeconds);
    }

    /// <summary>A run of the console program with its dashboard.</summary>
    private sealed class AttackedRun : IAsyncDisposable
    {
        private readonly Child _child;
        private readonly SinkProcess _sink;

        private AttackedRun(Child child, SinkProcess sink, Uri dashboard)
        {
            _child = child;
            _sink = sink;
            Dashboard = dashboard;
        }

        public Uri Dashboard { get; }

        public static async Task<AttackedRun> StartAsync(string simulator, SinkProcess sink)
        {
            var before = await sink.BatchesAsync();
            var child = Child.Start(
                GeneratorSet.OurCli(
                    simulator,
                    sink.Url + "/batch",
                    "--clientCount",
                    $"{Clients}",
                    "--spawnRate",
                    "1000",
                    "--duration",
                    "30m",
                    "--dashboard"));
            var began = Stopwatch.GetTimestamp();
            while (await sink.BatchesAsync() < before + 500 || Address(child) is null)
            {
                BenchException.ThrowIf(
                    child.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2),
                    $"The run did not begin: {child.Error}");
                await Task.Delay(50);
            }

            return new AttackedRun(child, sink, Address(child)!);
        }

        public async Task<double> RateAsync(TimeSpan window)
        {
            var (began, before) = (Stopwatch.GetTimestamp(), await _sink.BatchesAsync());
            await Task.Delay(window);
            BenchException.ThrowIf(_child.HasExited, $"The run ended under attack: {_child.Error}");
            return (await _sink.BatchesAsync() - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        /// <summary>Asks for the end, and returns the seconds until the process has ended.</summary>
        public async Task<double> StopAsync()
        {
            var began = Stopwatch.GetTimestamp();
            await Child.RunAsync(new Command("kill", ["-TERM", $"{_child.Id}"]));
            await _child.WaitAsync();
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        public ValueTask DisposeAsync() => _child.DisposeAsync();

        private static Uri? Address(Child child) => child.Error
            .Split('\n')
            .FirstOrDefault(static l => l.StartsWith("Dashboard: ", StringComparison.Ordinal)) is { } line
            ? new Uri(line.Split(' ')[1].Trim())
            : null;
    }
}
