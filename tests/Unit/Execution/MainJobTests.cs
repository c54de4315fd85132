using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class MainJobTests
{
    [Fact]
    public async Task What_the_client_counted_is_what_the_server_counted()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = "simulator-key", Secret = "simulator-secret" },
            tell: null,
            CancellationToken.None);
        var scenarios = new ScenarioFactory(new ScenarioCatalog()).Create(["students"], new ScenarioOptions { TripleCount = 10, Seed = 1 });
        var plan = new RunPlan { Scenarios = [new ScenarioShare(scenarios[0])], ClientCount = 4, SpawnRate = 1000, BatchCount = 200 };

        var load = LoadRun.Start(connection, plan);
        await load.Completion;

        var counts = simulator.Counts();
        Assert.Equal(StopReason.BatchCount, load.Run.StopReason);
        Assert.Equal(200, load.Run.Totals.Batches);
        Assert.Equal(6000, load.Run.Totals.OperationsCommitted);
        Assert.Equal(6000, counts.OperationsTotal.Committed);
        Assert.Equal(200, load.Run.Metrics[^1].Requests);
    }
}
