using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Three machines carry out one plan against one server.</summary>
public sealed class SegmentRunTests
{
    /// <summary>Deals a a b a.</summary>
    private static readonly ScenarioShare[] Mix = [new(new FakeScenario(2, "a"), 3), new(new FakeScenario(2, "b"))];

    [Theory]
    [InlineData(TestType.BatchVolume)]
    [InlineData(TestType.Volume)]
    public async Task What_three_machines_do_of_a_counted_plan_is_the_plan_and_what_the_server_counted(TestType type)
    {
        var plan = Plans.Counted(50) with { Scenarios = Mix, TestType = type, DeleteResources = type == TestType.Volume, ClientCount = 7 };

        var runs = await RunAsync(plan);

        Assert.Equal([3, 2, 2], runs.Select(static r => r.Run.ClientsBegun));
        Assert.Equal([17, 17, 16], runs.Select(static r => r.Results.Select(static result => (result.Client, result.Sequence)).Distinct().Count()));
    }

    [Fact]
    public async Task What_three_machines_send_at_a_rate_is_one_schedule_and_what_the_server_counted()
    {
        // A client for each arrival, so that none is dropped where the machine pauses.
        var plan = Plans.Closed() with { Scenarios = Mix, ArrivalRate = 31, ClientCount = 3 * 31, Duration = TimeSpan.FromSeconds(1) };

        var runs = await RunAsync(plan);

        var due = new List<double>();
        for (var schedule = new ArrivalSchedule(plan.Arrivals(1), plan.ArrivalDistribution, plan.Seed); schedule.Next() < 1; schedule.Take())
        {
            due.Add(Math.Round(schedule.Next()!.Value * 1000, 1));
        }

        var results = runs.SelectMany(static r => r.Results).ToList();
        Assert.Equal(
            Enumerable.Range(1, 3).Select(unit => new Segment(unit, unit, 3).ShareOf(due.Count)),
            runs.Select(static r => r.Run.ScheduledArrivals!.Value));
        Assert.Equal(due, results.Select(static r => Math.Round(r.ScheduledAfterMs, 1)).Order());
        Assert.Equal(due.Index().Count(static d => d.Index % 4 == 2), results.Count(static r => r.Name == "b-batch-2"));
    }

    [Fact]
    public async Task A_share_is_held_against_its_own_clients()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        var load = Load.Start(
            connection,
            Plans.Closed() with { ClientCount = 7, Segment = new Segment(2, 2, 3), ThinkTime = TimeSpan.FromMilliseconds(5) });
        await Signals.UntilAsync(() => load.Run.ClientsBegun > 0 && load.Run.Totals.Batches > 0);

        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);

        Assert.Equal(2, load.Run.ClientsBegun);
        Assert.DoesNotContain(load.Run.Verdict.Reasons, static r => r.Contains("clients began", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_load_of_a_share_is_changed_by_itself_and_its_clients_keep_numbers_of_their_own()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        var plan = Plans.Closed() with { ClientCount = 7, Segment = new Segment(2, 2, 3), ThinkTime = TimeSpan.FromMilliseconds(1) };
        var load = Load.Start(connection, plan);

        load.ChangeLoad(4);
        load.ChangeLoad(1e9);
        load.ChangeLoad(4);
        await Signals.UntilAsync(() => load.Run.ClientsBegun >= 4);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        Assert.Equal([2.0, 4.0, 33_333.0], load.Run.LoadChanges.Select(static c => c.Previous));
        Assert.All(results, static r => Assert.Equal(1, r.Client % 3));
    }

    private static async Task<IReadOnlyList<(BatchRun Run, IReadOnlyList<BatchResult> Results)>> RunAsync(RunPlan plan)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        var runs = await Task.WhenAll(Enumerable.Range(1, 3).Select(async unit =>
        {
            var load = Load.Start(connection, plan with { Segment = new Segment(unit, unit, 3) });
            await load.Completion.WaitAsync(Load.Bound);
            List<BatchResult> results = [];
            while (load.Results!.TryRead(out var result))
            {
                results.Add(result);
                Assert.Equal(unit - 1, result.Client % 3);
            }

            Assert.Equal((0, $"{unit}/3"), (load.Run.Totals.Failed, load.Run.Plan.Segment));
            return (load.Run, (IReadOnlyList<BatchResult>)results);
        }));
        var counts = simulator.Counts();
        Assert.Equal(
            plan.TestType == TestType.Volume ? new[] { "POST", "PUT", "DELETE" }.Sum(m => counts.Resources[$"students {m}"]) : counts.OperationsTotal.Committed,
            runs.Sum(static r => r.Run.Totals.OperationsCommitted));
        Assert.Equal(0, counts.Documents.Total);
        return runs;
    }
}
