using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>What exporting a run's figures by OpenTelemetry costs, with a collector that takes them and with one that is away.</summary>
internal sealed class TelemetryPart : IPart
{
    private const double MostPercent = 1;

    public string Name => "telemetry";

    public string Title => "Telemetry: CPU per batch with -OtlpEndpoint";

    public async Task RunAsync(Report report, Effort effort)
    {
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync();
        await using var collector = await SinkProcess.StartAsync(); // takes whatever is posted
        var plain = Ours("without");
        Generator[] exporting =
        [
            Ours("a collector that takes them", collector.Url),
            Ours("a collector that is away", "http://127.0.0.1:9"),
        ];
        var rounds = (effort.Quick ? 1 : 7, effort.Window);
        var windows = await Rounds.RunAsync(report, [plain, .. exporting], rounds.Item1, g => Window.MeasureAsync(g, sink, rounds.Window));
        double Steady(Generator g) => Median.Of(windows[g].Select(static w => w.MicrosPerBatch));
        double Over(Generator g) =>
            100 * Median.Of(windows[g].Zip(windows[plain], static (with, without) => (with.MicrosPerBatch / without.MicrosPerBatch) - 1));
        report.Say($"{GeneratorSet.Console}, {GeneratorSet.Connections} connections, http/protobuf, an export a second; medians of "
            + $"{rounds.Item1} rounds in turn, a window of {rounds.Window.TotalSeconds:0} s each, and of their differences in each round.");
        report.Table(
            ["export", "CPU per batch", "more than without"],
            new[] { plain }.Concat(exporting).Select(g =>
                new[] { g.Name, $"{Steady(g):0.0} µs", g == plain ? "" : $"{Over(g):0.0} %" }));
        foreach (var export in exporting)
        {
            report.Judge($"CPU of exporting to {export.Name}", $"< {MostPercent} %", $"{Over(export):0.0} %", Over(export) < MostPercent);
        }

        Generator Ours(string name, string? endpoint = null) => new(name, "", effort.Quick ? 30_000 : 150_000, url => GeneratorSet.OurCli(
            simulator.Url,
            url,
            [
                "--clientCount", $"{GeneratorSet.Connections}", "--spawnRate", "1000", "--duration", "600s",
                .. endpoint is null ? Array.Empty<string>() : ["--otlpEndpoint", endpoint],
            ]).With("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf").With("OTEL_METRIC_EXPORT_INTERVAL", "1000")) { Ours = true };
    }
}
