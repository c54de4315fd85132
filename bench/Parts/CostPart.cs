using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>CPU per batch of every generator, in turn.</summary>
internal sealed class CostPart : IPart
{
    private const double TargetMicros = 75;
    private const double TargetOverWrk = 1.6; // what the goals tell for a transport of our own
    private const double TargetOverHandler = 0.65; // below which a transport of our own is worth having

    public string Name => "cost";

    public string Title => "Cost: CPU per 30-operation batch";

    public async Task RunAsync(Report report, Effort effort)
    {
        var body = new FixedBody();
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync();
        var wanted = await GeneratorSet.AllAsync(body, simulator.Url, effort.Quick);
        var windows = await Rounds.RunAsync(report, wanted, effort.Rounds, g => Window.MeasureAsync(g, sink, effort.Window));
        var all = wanted.Where(windows.ContainsKey).ToList();
        double Steady(Generator g) => Median.Of(windows[g].Select(static w => w.MicrosPerBatch));

        report.Say($"One fixed body of {body.Length:N0} bytes for the others, unique documents for ours; {GeneratorSet.Connections} "
            + $"connections, keep-alive; both cores. Medians of {effort.Rounds} rounds in turn, a window of "
            + $"{effort.Window.TotalSeconds:0} s each.");
        var wrk = all.FirstOrDefault(static g => g.Name == References.Wrk);
        report.Table(
            ["generator", "what it does per batch", "CPU per batch, steady", "whole process", "× wrk", "batches/s", "cores used"],
            all.Select(g => new[]
            {
                g.Name, g.DoesPerBatch, $"{Steady(g):0.0} µs", $"{Median.Of(windows[g].Select(static w => w.WholeMicrosPerBatch)):0.0} µs",
                wrk is null
                    ? "-"
                    : $"{Steady(g) / Steady(wrk):0.0}", $"{Median.Of(
                        windows[g].Select(static w => w.PerSecond)):N0}", $"{Median.Of(windows[g].Select(static w => w.CoresUsed)):0.00}",
            }));
        var sent = all.Where(static g => g.Ours).Max(g => windows[g].Max(static w => w.Batches));
        report.Say($"Steady: after the first {all.Max(static g => g.SettleBatches):N0} batches of the .NET programs. Whole process: "
            + $"since its start, with the runtime's start, compiling, connecting and fixtures, over all batches until then ({sent:N0} "
            + "at most); it falls with the length of a run.");
        foreach (var ours in all.Where(static g => g.Ours && g.Name != GeneratorSet.ByHandler))
        {
            var whole = Median.Of(windows[ours].Select(static w => w.WholeMicrosPerBatch));
            report.Judge(
                $"CPU per batch, {ours.Name}",
                $"≤ {TargetMicros} µs",
                $"{Steady(ours):0.0} µs; {whole:0.0} µs with the start",
                Steady(ours) <= TargetMicros);
            if (wrk is not null)
            {
                var ratio = Steady(ours) / Steady(wrk);
                report.Judge($"CPU per batch over wrk's, {ours.Name}", $"≤ {TargetOverWrk} ×", $"{ratio:0.0} ×", ratio <= TargetOverWrk);
            }
        }

        JudgeTransport(report, all, Steady);
        foreach (var name in References.Names.Where(static name => !Child.Exists(name)))
        {
            report.NotAvailable($"CPU per batch of the reference {name}", $"{name} is not installed here");
        }
    }

    /// <summary>The console's own transport against the platform's handler, and the least that any could cost.</summary>
    private static void JudgeTransport(Report report, List<Generator> all, Func<Generator, double> steady)
    {
        var own = steady(all.Single(static g => g.Name == GeneratorSet.Console));
        var handler = steady(all.Single(static g => g.Name == GeneratorSet.ByHandler));
        report.Judge(
            "CPU per batch over that through SocketsHttpHandler",
            $"≤ {TargetOverHandler} ×",
            $"{own / handler:0.00} ×",
            own / handler <= TargetOverHandler);
        if (all.Find(static g => g.Name == GeneratorSet.InlineLoop) is { } loop
            && all.Find(static g => g.Name == GeneratorSet.Sockets) is { } sockets)
        {
            var least = handler - (steady(loop) - steady(sockets));
            report.Say($"What the two loops with inline completions differ by is all that a transport could save of {handler:0.0} µs: "
                + $"{least:0.0} µs, {least / handler:0.00} ×, would be the best.");
        }
    }
}
