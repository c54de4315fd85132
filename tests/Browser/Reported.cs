using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Browser;

/// <summary>A run of a few seconds against a simulator that refuses some batches, with its report and its summary.</summary>
public sealed class Reported : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchperf-page-");

    /// <summary>The report, as a browser opens it.</summary>
    public string Url => new Uri(Path.Combine(_folder.FullName, "report.html")).AbsoluteUri;

    /// <summary>The text of summary.json.</summary>
    public string SummaryText { get; private set; } = "";

    /// <summary>What summary.json says.</summary>
    public JsonObject Summary { get; private set; } = [];

    public static async Task<ApiConnection> ConnectAsync(Uri server) =>
        await ApiConnection.OpenAsync(new ConnectOptions { BaseUrl = server, Key = "simulator-key", Secret = "simulator-secret" }, tell: null, CancellationToken.None);

    public static RunPlan Plan(TimeSpan duration) => new()
    {
        Scenarios = [.. new ScenarioFactory(new ScenarioCatalog()).Create(["students", "sections"], new ScenarioOptions { TripleCount = 3, Seed = 1 }).Select(static s => new ScenarioShare(s))],
        ClientCount = 4,
        SpawnRate = 1000,
        ThinkTime = TimeSpan.FromMilliseconds(10), // pages need figures, not load
        Duration = duration,
        FailDeliberately = true,
    };

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return; // every test is skipped
        }

        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(simulator.BaseUrl);
        await using var load = LoadRun.Start(connection, Plan(TimeSpan.FromSeconds(3)));
        await load.Completion;
        ReportPlan.Make(ReportSource.Of(load.Run), _folder.FullName, [BatchReportFormat.Html, BatchReportFormat.Summary], new ReportFindings { Limits = [ThresholdParser.Parse("failures = 0").Test(load.Run.Metrics[^1])] }).Write(force: false);
        SummaryText = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "summary.json"));
        Summary = JsonNode.Parse(SummaryText)!.AsObject();
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
