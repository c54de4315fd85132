using System.Text.Json;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Results through PowerShell's pipeline.</summary>
internal sealed class StreamingPart : IPart
{
    public string Name => "streaming";

    public string Title => "Streaming: results through the pipeline";

    public async Task RunAsync(Report report, Effort effort)
    {
        var count = effort.Quick ? 20_000 : 200_000;
        await using var simulator = await Simulators.StartAsync();
        await using var sink = await SinkProcess.StartAsync(triples: 1);
        var output = await Child.RunAsync(await GeneratorSet.OurModuleAsync(
            "streaming.ps1", "-BaseUrl", simulator.Url, "-BatchUrl", sink.Url + "/batch", "-Count", $"{count}", "-File",
            Path.Combine(Repository.Scratch, "streaming.csv")));
        using var json = JsonDocument.Parse(output);
        double Rate(string name) => json.RootElement.GetProperty(name).GetDouble();
        report.Say($"{count:N0} BatchResult objects. The first line is Invoke-BatchVolumeTest itself: a cmdlet behind it holds the "
            + "first result until the run has ended, and then takes the time until all results that had queued meanwhile are in "
            + "Out-Null. Medians of 3 and 5 times.");
        report.Table(
            ["pipeline", "BatchResult/s"],
            [
                ["Invoke-BatchVolumeTest \\| (held) \\| Out-Null", $"{Rate("Streamed"):N0}"],
                ["$results \\| Get-BatchMetrics", $"{Rate("Metrics"):N0}"],
                ["Get-BatchMetrics -Path results.csv", $"{Rate("MetricsOfFile"):N0}"],
            ]);
        report.Judge("BatchResult/s through the pipeline to Out-Null", "≥ 100,000", $"{Rate("Streamed"):N0}", Rate("Streamed") >= 100_000);
        report.Judge("BatchResult/s into Get-BatchMetrics", "≥ 200,000", $"{Rate("Metrics"):N0}", Rate("Metrics") >= 200_000);
        report.Judge(
            "results/s of a file into Get-BatchMetrics",
            "≥ 200,000",
            $"{Rate("MetricsOfFile"):N0}",
            Rate("MetricsOfFile") >= 200_000);
    }
}
