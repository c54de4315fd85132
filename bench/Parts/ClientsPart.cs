using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>What a client costs: its memory, and whether many of them make a batch dearer.</summary>
internal sealed class ClientsPart : IPart
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const double MostLiveKilobytes = 18;
    private const double MostResidentKilobytes = 30;
    private const double MostRatio = 1.3;

    public string Name => "clients";

    public string Title => "Clients: memory of each, and CPU per batch of many";

    public async Task RunAsync(Report report, Effort effort)
    {
        await using var simulator = await Simulators.StartAsync();
        var (few, many) = (new List<LoadCost>(), new List<LoadCost>());
        for (var round = 0; round < effort.Rounds; round++)
        {
            few.Add(await LoadCost.MeasureAsync(simulator, Few, triples: 1, rests: false, effort.Window));
            many.Add(await LoadCost.MeasureAsync(simulator, Many, triples: 1, rests: false, effort.Window));
        }

        var resting = await LoadCost.MeasureAsync(simulator, Many, triples: 1, rests: true, effort.Window);
        double Of(List<LoadCost> costs, Func<LoadCost, double> figure) => Median.Of(costs.Select(figure));
        double Each(double more, double less) => (more - less) / (Many - Few);
        var live = Each(Of(many, static c => c.LiveBytes), Of(few, static c => c.LiveBytes)) / 1024;
        var resident = Each(Of(many, static c => c.PrivateMegabytes), Of(few, static c => c.PrivateMegabytes)) * 1024;
        report.Say($"Batches of one triple; windows of {effort.Window.TotalSeconds:0} s, medians of {effort.Rounds} rounds in turn. Live heap "
            + "after a collection, and memory of the process's own (RssAnon) before it. Clients that send at once again wait for their "
            + $"answers, each with a connection; those that rest {LoadCost.Rest.TotalSeconds:0} s after each batch share connections.");
        report.Table(
            ["clients", "CPU per batch", "live heap", "resident"],
            [
                Row($"{Few}", Of(few, static c => c.MicrosPerBatch), Of(few, static c => c.LiveBytes), Of(few, static c => c.PrivateMegabytes)),
                Row(
                    $"{Many:N0}",
                    Of(many, static c => c.MicrosPerBatch),
                    Of(many, static c => c.LiveBytes),
                    Of(many, static c => c.PrivateMegabytes)),
                Row($"{Many:N0} that rest", null, resting.LiveBytes, resting.PrivateMegabytes),
            ]);
        report.Judge($"live heap of each of {Many:N0} clients", $"≤ {MostLiveKilobytes} KB", $"{live:0.0} KB", live <= MostLiveKilobytes);
        report.Judge(
            $"resident memory of each of {Many:N0} clients",
            $"≤ {MostResidentKilobytes} KB",
            $"{resident:0.0} KB",
            resident <= MostResidentKilobytes);
        var ratio = Of(many, static c => c.MicrosPerBatch) / Of(few, static c => c.MicrosPerBatch);
        report.Judge($"CPU per batch of {Many:N0} clients over that of {Few}", $"≤ {MostRatio} ×", $"{ratio:0.00} ×", ratio <= MostRatio);
    }

    private static string[] Row(string clients, double? micros, double live, double resident) =>
        [clients, micros is null ? "" : $"{micros:0.0} µs", $"{live / 1e6:0.0} MB", $"{resident:0} MB"];
}
