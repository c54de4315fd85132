using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Merging;

public sealed class RealRunsTests
{
    [Fact]
    public async Task Three_real_runs_merge_into_what_all_their_results_together_come_to()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 10 });
        using var connection = await Load.ConnectAsync(simulator);
        var clock = new TestClock(); // of all three, which so begin and end at one moment
        var plan = Plans.Unhurried() with { Duration = TimeSpan.FromSeconds(8), WarmUp = TimeSpan.FromSeconds(1), ThinkTime = TimeSpan.FromMilliseconds(20) };
        var loads = Enumerable.Range(0, 3).Select(_ => Load.Start(connection, plan, new RunOptions { Time = clock })).ToList();
        var results = new List<BatchResult>();
        foreach (var load in loads)
        {
            results.AddRange(await Load.FinishAsync(load, clock));
        }

        var pooled = new MetricsAccumulator(stripes: 1);
        results.ForEach(result => pooled.Record(result));
        var expected = pooled.Snapshot()[^1];
        var run = RunMerger.Merge([.. loads.Select(static (load, i) => MachinePart.Of($"m{i}", load.Run))]);
        var all = run.Metrics[^1];

        Assert.Equal((results.Count, results.Sum(static r => (long)r.OperationsCommitted)), (run.Totals.Batches, run.Totals.OperationsCommitted));
        Assert.Equal((expected.Requests, expected.OperationsCommitted, expected.RequestBytes), (all.Requests, all.OperationsCommitted, all.RequestBytes));
        Assert.All(
            MetricTable.All.Where(static m => m is { Percentile: not null, Times: MetricTimes.Response or MetricTimes.Service }),
            m => Assert.Equal(m.Read(expected)!.Value, m.Read(all)!.Value, 0.001 * m.Read(expected)!.Value));
        Assert.Equal(1, all.CommittedOperationsPerSecond / loads.Sum(static l => l.Run.Metrics[^1].CommittedOperationsPerSecond), 0.000_001);
        Assert.Equal(run.Totals.Batches, run.Intervals.Sum(static p => p.Batches));
    }
}
