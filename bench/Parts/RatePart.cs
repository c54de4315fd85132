using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Batches per second with the generator on one core and the sink on the other.</summary>
internal sealed class RatePart : IPart
{
    private const double Target = 8_000;

    public string Name => "rate";

    public string Title => "Rate: batches per second from one core";

    public async Task RunAsync(Report report, Effort effort)
    {
        BenchException.ThrowIf(
            !OperatingSystem.IsLinux() || Environment.ProcessorCount < 2,
            "It takes Linux and two cores to keep generator and sink apart.");
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync(core: 1);
        var wanted = await GeneratorSet.AllAsync(new FixedBody(), simulator.Url, effort.Quick);
        var windows = await Rounds.RunAsync(report, wanted, effort.Rounds, g => Window.MeasureAsync(g, sink, effort.Window, core: 0));
        var all = wanted.Where(windows.ContainsKey).ToList();
        report.Say("The generator is bound to one core and the sink to another; 30 operations a batch. A core that others use too is "
            + "not one core: the last column says what the rate comes to per core that the generator really got.");
        report.Table(
            ["generator", "batches/s", "of a core used", "batches/s per core used"],
            all.Select(g => new[]
            {
                g.Name, $"{Median.Of(
                    windows[g].Select(static w => w.PerSecond)):N0}", $"{Median.Of(windows[g].Select(static w => w.CoresUsed)):0.00}",
                $"{Median.Of(windows[g].Select(static w => w.PerSecond / w.CoresUsed)):N0}",
            }));
        foreach (var ours in all.Where(static g => g.Ours))
        {
            var rate = Median.Of(windows[ours].Select(static w => w.PerSecond));
            report.Judge($"batches/s from one core, {ours.Name}", $"≥ {Target:N0}", $"{rate:N0}", rate >= Target);
        }
    }
}
