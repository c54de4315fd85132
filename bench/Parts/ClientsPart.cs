using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>What a client costs: memory while it waits, and whether many of them make a batch dearer.</summary>
internal sealed class ClientsPart : IPart
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const double MostLiveKilobytes = 18;
    private const double MostResidentKilobytes = 30;
    private const double MostRatio = 1.3;

    public string Name => "clients";

    public string Title => "Clients: memory of one that waits, and CPU per batch of many";

    public async Task RunAsync(Report report, Effort effort)
    {
        await using var simulator = await Simulators.StartAsync();
        var (cpuOfFew, cpuOfMany) = (new List<double>(), new List<double>());
        for (var round = 0; round < effort.Rounds; round++)
        {
            cpuOfFew.Add((await LoadCost.MeasureAsync(simulator, Few, triples: 1, rests: false, effort.Window)).MicrosPerBatch);
            cpuOfMany.Add((await LoadCost.MeasureAsync(simulator, Many, triples: 1, rests: false, effort.Window)).MicrosPerBatch);
        }

        var few = await LoadCost.MeasureAsync(simulator, Few, triples: 1, rests: true, effort.Window);
        var many = await LoadCost.MeasureAsync(simulator, Many, triples: 1, rests: true, effort.Window);
        var live = (many.LiveBytes - few.LiveBytes) / 1024.0 / (Many - Few);
        var resident = (many.PrivateMegabytes - few.PrivateMegabytes) * 1024 / (Many - Few);
        report.Say($"Batches of one triple. CPU per batch: clients that send at once again, windows of {effort.Window.TotalSeconds:0} s, "
            + $"medians of {effort.Rounds} rounds in turn. Memory: clients that rest {LoadCost.Rest.TotalSeconds:0} s after each batch, by what {Many:N0} take more than "
            + $"{Few}: live heap after a collection, and memory of the process's own (RssAnon) before it.");
        report.Table(
            ["clients", "CPU per batch", "live heap", "resident"],
            [
                [$"{Few}", $"{Median.Of(cpuOfFew):0.0} µs", $"{few.LiveBytes / 1e6:0.0} MB", $"{few.PrivateMegabytes:0} MB"],
                [$"{Many:N0}", $"{Median.Of(cpuOfMany):0.0} µs", $"{many.LiveBytes / 1e6:0.0} MB", $"{many.PrivateMegabytes:0} MB"],
            ]);
        report.Judge("live heap of a client that waits", $"≤ {MostLiveKilobytes} KB", $"{live:0.0} KB", live <= MostLiveKilobytes);
        report.Judge("resident memory of a client that waits", $"≤ {MostResidentKilobytes} KB", $"{resident:0.0} KB", resident <= MostResidentKilobytes);
        var ratio = Median.Of(cpuOfMany) / Median.Of(cpuOfFew);
        report.Judge($"CPU per batch of {Many:N0} clients over that of {Few}", $"≤ {MostRatio} ×", $"{ratio:0.00} ×", ratio <= MostRatio);
    }
}
