using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Metadata;
using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of whole data models, tried out on a server that has read the same documents with rules of its own.</summary>
public sealed class DataModelTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;
    private readonly RecordingJobHost _host = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _host.Dispose();
    }

    [SharedTheory]
    [InlineData("official-5.0", ServedRequired.All, 142)]
    [InlineData("dms-5.1", ServedRequired.None, 130)]
    public async Task All_resources_pass_after_at_most_two_lessons(string model, ServedRequired required, int resources)
    {
        await using var server = await MadeModel.StartAsync(model, required);
        using var connection = await Load.ConnectAsync(server);

        var rows = await MadeModel.MakeAsync(_host, connection, new ScenarioRequest { Folder = _folder });

        Made.Check(rows, resources - Made.BuiltIn, firstTry: required == ServedRequired.All, output);
        if (required == ServedRequired.All)
        {
            var catalog = ScenarioCatalog.Load([_folder]).HeldAgainst(SharedMetadata.Read(model + "-resources"));
            await FullBatches.AssertCommittedAsync(
                connection,
                catalog,
                [.. rows.Where(static r => r.State != ScenarioTemplateState.Impossible).Select(static r => r.Resource)],
                output);
            await AssertRosterRunsAsync(connection, catalog);
        }
    }

    /// <summary>The preset's proportions with the templates of the folder: making them anew would cost as much as all before.</summary>
    private static async Task AssertRosterRunsAsync(ApiConnection connection, ScenarioCatalog catalog)
    {
        var plan = new RunPlan
        {
            Scenarios = new ScenarioFactory(catalog).Deal(
                [.. Presets.StateRoster.Weights.Select(static w => (w.Segment, (int?)(100 * w.Weight)))],
                new ScenarioOptions { TripleCount = 10, PoolSize = 4 }),
            ClientCount = 4,
            BatchCount = 100,
            SpawnRate = 1_000_000,
        };

        var results = await Load.RunAsync(connection, plan);

        Assert.Equal((27, 100), (plan.Scenarios.Count, results.Count));
        Assert.All(results, static r => Assert.True(r.Success, r.Error));
    }
}
