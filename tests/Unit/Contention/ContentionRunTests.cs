using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Contention;

/// <summary>Loads that collide, against a simulator that locks documents as a database does.</summary>
public sealed class ContentionRunTests
{
    private static readonly SimulatorOptions Locking = new() { DocumentLocks = true, LatencyOperationMs = 5, DeadlockWaitMs = 1000 };

    [Fact]
    public async Task Opposite_order_deadlocks_and_the_run_finds_as_many_as_the_server_made()
    {
        await using var simulator = await SimulatorHost.StartAsync(Locking);
        var run = await RunAsync(simulator, ContentionKind.OverlappingKeys | ContentionKind.OppositeOrder, "Student", batches: 4, static o => o with { LatencyOperationMs = 30 });
        var told = simulator.Counts().BatchAnswered.GetValueOrDefault(500);
        Assert.True(told > 0, "Batches in opposite order must have deadlocked.");
        Assert.Equal((told, told), (run.Totals.Deadlocks, run.Metrics[^1].Deadlocks));
        Assert.Equal(run.Totals.Failed, run.Totals.Deadlocks);
        Assert.Equal("OverlappingKeys, OppositeOrder 100 %", run.Plan.Contention);
    }

    [Fact]
    public async Task In_one_order_batches_wait_for_each_other_and_none_fails()
    {
        await using var simulator = await SimulatorHost.StartAsync(Locking);
        var run = await RunAsync(simulator, ContentionKind.OverlappingKeys, "Student", batches: 8);
        Assert.Equal((8, 0, 0, 0), (run.Totals.Succeeded, run.Totals.Failed, run.Totals.Deadlocks, run.Totals.Conflicts));
    }

    [Fact]
    public async Task Shared_parents_are_updated_by_every_batch_and_stay_as_they_are()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        var run = await RunAsync(simulator, ContentionKind.SharedParents, "Section", batches: 20);
        Assert.Equal((20, 20 * 14), (run.Totals.Succeeded, run.Totals.OperationsCommitted));
        Assert.Equal((20, 20), (simulator.Counts().OperationsByResource["locations"].Committed, simulator.Counts().OperationsByResource["classPeriods"].Committed));
        Assert.Equal(6, simulator.Counts().Documents.Total);
    }

    [Fact]
    public async Task A_500_that_comes_at_once_is_no_deadlock_and_a_409_is_a_conflict()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 3 });
        var run = await RunAsync(simulator, ContentionKind.None, "Student", batches: 60, static o => o with { ServerErrorRate = 0.3, FailureRate = 0.4 }, new TestClock());
        Assert.Equal(0, run.Totals.Deadlocks);
        Assert.Equal(simulator.Counts().BatchAnswered.GetValueOrDefault(409), run.Totals.Conflicts);
        Assert.True(run.Totals.Conflicts > 0 && run.Totals.Failed > run.Totals.Conflicts);
    }

    [Fact]
    public void Opposite_order_alone_and_single_operations_are_refused()
    {
        var plan = new RunPlan { Scenarios = [new ScenarioShare(new FakeScenario())], Duration = TimeSpan.FromSeconds(1) };
        Assert.Contains("OverlappingKeys", Assert.Throws<BatchPerfException>(() => (plan with { Contention = ContentionKind.OppositeOrder }).Validate()).NextStep, StringComparison.Ordinal);
        Assert.Throws<BatchPerfException>(() => (plan with { Contention = ContentionKind.SharedParents, TestType = TestType.Volume }).Validate());
        Assert.Throws<BatchPerfException>(() => (plan with { ContentionShare = 1.1 }).Validate());
        (plan with { Contention = ContentionKind.SharedParents | ContentionKind.OppositeOrder }).Validate();
    }

    /// <param name="simulator">The server.</param>
    /// <param name="kinds">How batches collide.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="batches">How many there are.</param>
    /// <param name="change">What becomes of the server once the fixtures are there.</param>
    /// <param name="clock">The run's clock; by one that stands still every answer comes at once, however slow the machine is.</param>
    private static async Task<BatchRun> RunAsync(
        SimulatorHost simulator,
        ContentionKind kinds,
        string scenario,
        long batches,
        Func<SimulatorOptions, SimulatorOptions>? change = null,
        TimeProvider? clock = null)
    {
        using var connection = await Load.ConnectAsync(simulator);
        var keys = new FixtureKeys();
        await FixtureSet.InitializeAsync(connection.GetResources(), keys);
        var contention = kinds == ContentionKind.None ? null : new ContentionOptions { Kinds = kinds, Parents = await SharedParents.ReadAsync(connection.GetResources(), keys, CancellationToken.None) };
        simulator.ResetCounts();
        simulator.Change(change ?? (static o => o));
        var scenarios = new ScenarioFactory(new ScenarioCatalog()).Create([scenario], new ScenarioOptions { TripleCount = 4, PoolSize = 16, Contention = contention });
        var load = Load.Start(connection, new RunPlan
        {
            Scenarios = [new ScenarioShare(scenarios[0])],
            ClientCount = 2,
            SpawnRate = 1_000_000,
            BatchCount = batches,
            Contention = kinds,
        }, new RunOptions { Time = clock ?? TimeProvider.System });
        await Load.FinishAsync(load);
        return load.Run;
    }
}
