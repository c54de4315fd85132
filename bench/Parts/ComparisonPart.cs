using System.Globalization;
using System.Net.Http.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>
/// How often comparisons of real runs find what is there, and what is not: pairs of sides of six runs each, in turns, A B B A.
/// </summary>
/// <param name="percent">How much latency the candidate's server adds.</param>
internal sealed class ComparisonPart(int percent) : IPart
{
    private const int Runs = 6;
    private const double HoldMs = 20;
    private const int Clients = 4;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"comparison-{percent}");

    public string Title =>
        percent == 0 ? "Comparison: false alarms between equal servers" : $"Comparison: detections of {percent} % more latency";

    public async Task RunAsync(Report report, Effort effort)
    {
        var (pairs, seconds) = (effort.Quick ? 4 : 20, 1);
        await using var simulator = await Simulators.StartAsync();
        using var server = new HttpClient { BaseAddress = new Uri(simulator.Url) };
        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions { BaseUrl = server.BaseAddress, Key = Simulators.Key, Secret = Simulators.Secret }, tell: null, CancellationToken.None);
        var plan = new RunPlan
        {
            Scenarios = [new ScenarioShare(
                new ScenarioFactory(new ScenarioCatalog()).Create(["students"], new ScenarioOptions { TripleCount = 10, Seed = 1 })[0])],
            ClientCount = Clients,
            SpawnRate = 1000,
            Duration = TimeSpan.FromSeconds(seconds),
        };
        await RunAsync(connection, plan);
        var found = new List<IReadOnlyList<BatchComparison>>();
        for (var pair = 0; pair < pairs; pair++)
        {
            found.Add(await PairAsync(connection, plan, server));
            Console.WriteLine($"   {pair + 1}: {found[^1][0].Message}");
        }

        Tell(report, found, seconds);
    }

    private async Task<IReadOnlyList<BatchComparison>> PairAsync(ApiConnection connection, RunPlan plan, HttpClient server)
    {
        var (baseline, candidate) = (new List<ComparedRun>(), new List<ComparedRun>());
        for (var i = 0; i < 2 * Runs; i++)
        {
            var slower = i % 4 is 1 or 2;
            using var answer = await server.PostAsJsonAsync(
                "simulator/faults",
                new { latencyTransactionMs = HoldMs * (slower ? 1 + (percent / 100.0) : 1) });
            answer.EnsureSuccessStatusCode();
            (slower ? candidate : baseline).Add(ComparedRun.Of(await RunAsync(connection, plan)));
        }

        return new RunComparer(baseline, candidate, new ComparisonOptions()).Compare();
    }

    private static async Task<BatchRun> RunAsync(ApiConnection connection, RunPlan plan)
    {
        await using var load = LoadRun.Start(connection, plan);
        await load.Completion;
        return load.Run;
    }

    private void Tell(Report report, List<IReadOnlyList<BatchComparison>> found, int seconds)
    {
        report.Say($"{found.Count} pairs of {Runs} runs a side, {seconds} s each, {Clients} clients, batches held {HoldMs:0} ms; the "
            + $"candidate's {percent} % longer. Minimum effect 3 %.");
        report.Table(
            ["figure", .. Enum.GetNames<ComparisonVerdict>().Take(4), "median difference", "median width of the 95 % interval"],
            found[0].Select((first, i) => (string[])
            [
                first.Metric,
                .. Enum.GetValues<ComparisonVerdict>().Take(4).Select(v => $"{found.Count(rows => rows[i].Verdict == v)}"),
                $"{Median.Of(found.Select(rows => rows[i].DifferencePercent ?? 0)):+0.0;-0.0;0.0}",
                $"{Median.Of(found.Select(rows => (rows[i].UpperPercent - rows[i].LowerPercent) ?? 0)):0.0}",
            ]));
        var slower = found.Count(static rows => rows[0].Verdict == ComparisonVerdict.Slower);
        var faster = found.Count(static rows => rows[0].Verdict == ComparisonVerdict.Faster);
        if (percent == 0)
        {
            var alarms = found.Count(
                static rows => rows.Any(static r => r.Verdict is not (ComparisonVerdict.Same or ComparisonVerdict.Unproven)));
            report.Judge("pairs of equal sides with a false alarm in any figure", $"at most 1 of {found.Count}", $"{alarms}", alarms <= 1);
        }
        else
        {
            report.Judge(
                $"pairs in which {percent} % more latency is found",
                percent >= 20 ? "all" : "never the wrong way",
                $"{slower} of {found.Count}, {faster} the wrong way",
                faster == 0 && (percent < 20 || slower == found.Count));
        }
    }
}
