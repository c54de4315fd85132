using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class CapacityJobTests : IDisposable
{
    private static readonly string[] Names = ["students"];
    private readonly RecordingJobHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task There_is_no_pause_after_the_last_run()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());

        var found = await SearchAsync(server, _host).WaitAsync(Load.Bound); // the pause would last an hour

        Assert.Single(found.Found!.Steps);
        Assert.Null(found.Problem);
        Assert.StartsWith($"{server.BaseUrl} Search the highest load of students-batch-1", Assert.Single(_host.Questions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_where_the_answer_is_no()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var host = new RecordingJobHost { Answer = false };

        var found = await SearchAsync(server, host).WaitAsync(Load.Bound);

        Assert.Null(found.Found);
        Assert.Equal(0, server.Counts().Documents.Total);
    }

    /// <summary>A search that one run decides.</summary>
    private static async Task<StudyOutcome<BatchCapacity>> SearchAsync(SimulatorHost server, RecordingJobHost host)
    {
        using var connection = await Load.ConnectAsync(server);
        var rules = CapacityRules.Of(CapacityLoad.Clients, start: 1, most: 1, TimeSpan.FromMilliseconds(200)) with { Repeat = 1, Confidence = 0.5 };
        var request = new StudyRequest
        {
            Catalog = new ScenarioCatalog(),
            Names = Names,
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Seed = 1,
            Plan = Plan,
        };
        return await new CapacityJob(host).RunAsync(request, triples: 1, Setting, _ => Task.FromResult(connection));

        CapacitySetting Setting(RunPlan plan) => new()
        {
            Plan = plan,
            Thresholds = CapacityThresholds.Parse(["max < 3600s"]),
            Search = CapacityLoad.Clients,
            Rules = rules,
            DrainTime = TimeSpan.FromHours(1),
        };
    }

    private static RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options)
    {
        return Plans.Closed() with
        {
            Scenarios = [.. new ScenarioFactory(catalog).Create(Names, options).Select(static s => new ScenarioShare(s))],
            Duration = TimeSpan.FromMilliseconds(200),
        };
    }
}
