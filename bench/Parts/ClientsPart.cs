using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

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

        var (fewInModule, manyInModule) = (new List<LoadCost>(), new List<LoadCost>());
        for (var round = 0; round < effort.Rounds; round++)
        {
            fewInModule.Add(await LoadCost.OfModuleAsync(simulator, Few, effort.Window));
            manyInModule.Add(await LoadCost.OfModuleAsync(simulator, Many, effort.Window));
        }

        var resting = await LoadCost.MeasureAsync(simulator, Many, triples: 1, rests: true, effort.Window);
        double Of(List<LoadCost> costs, Func<LoadCost, double> figure) => Median.Of(costs.Select(figure));
        double Each(double more, double less) => (more - less) / (Many - Few);
        var live = Each(Of(many, static c => c.LiveBytes), Of(few, static c => c.LiveBytes)) / 1024;
        var resident = Each(Of(many, static c => c.PrivateMegabytes), Of(few, static c => c.PrivateMegabytes)) * 1024;
        report.Say($"Batches of one triple; windows of {effort.Window.TotalSeconds:0} s, medians of {effort.Rounds} rounds in turn. Live heap "
            + "after a collection, and memory of the process's own (RssAnon) before it. Clients that send at once again wait for their "
            + $"answers; others rest {LoadCost.Rest.TotalSeconds:0} s after each batch. Each has a connection of its own.");
        report.Table(
            ["clients", "CPU per batch", "live heap", "resident"],
            [
                Whole($"{Few}", few),
                Whole($"{Many:N0}", many),
                Row($"{Many:N0} that rest", null, resting.LiveBytes, resting.PrivateMegabytes),
                Whole($"{Few}, in PowerShell", fewInModule),
                Whole($"{Many:N0}, in PowerShell", manyInModule),
            ]);
        report.Judge($"live heap of each of {Many:N0} clients", $"≤ {MostLiveKilobytes} KB", $"{live:0.0} KB", live <= MostLiveKilobytes);
        report.Judge(
            $"resident memory of each of {Many:N0} clients",
            $"≤ {MostResidentKilobytes} KB",
            $"{resident:0.0} KB",
            resident <= MostResidentKilobytes);
        if (await WrkAsync(effort) is { } wrk)
        {
            report.Say($"wrk over {Few} and {Many:N0} connections, in turn like the others: {wrk.Few:0.0} and {wrk.Many:0.0} µs of CPU a batch, "
                + $"{wrk.Many / wrk.Few:0.00} ×: that much is the machine's and its kernel's.");
        }
        else
        {
            report.NotAvailable("CPU per batch of the reference wrk over many connections", "wrk is not installed here");
        }

        Ratio("console", many, few);
        Ratio("module, whose session has the workstation's collector", manyInModule, fewInModule);

        string[] Whole(string name, List<LoadCost> costs) => Row(
            name, Of(costs, static c => c.MicrosPerBatch), Of(costs, static c => c.LiveBytes), Of(costs, static c => c.PrivateMegabytes));

        void Ratio(string host, List<LoadCost> more, List<LoadCost> less)
        {
            var ratio = Of(more, static c => c.MicrosPerBatch) / Of(less, static c => c.MicrosPerBatch);
            report.Judge(
                $"CPU per batch of {Many:N0} clients over that of {Few} ({host})", $"≤ {MostRatio} ×", $"{ratio:0.00} ×", ratio <= MostRatio);
        }
    }

    private static async Task<(double Few, double Many)?> WrkAsync(Effort effort)
    {
        if (!Child.Exists(References.Wrk))
        {
            return null;
        }

        var body = new FixedBody(triples: 1);
        await using var sink = await SinkProcess.StartAsync(triples: 1);
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round < effort.Rounds; round++)
        {
            few.Add((await Window.MeasureAsync(References.WrkOf(body, Few), sink, effort.Window)).MicrosPerBatch);
            many.Add((await Window.MeasureAsync(References.WrkOf(body, Many), sink, effort.Window)).MicrosPerBatch);
        }

        return (Median.Of(few), Median.Of(many));
    }

    private static string[] Row(string clients, double? micros, double live, double resident) =>
        [clients, micros is null ? "" : $"{micros:0.0} µs", $"{live / 1e6:0.0} MB", $"{resident:0} MB"];
}
