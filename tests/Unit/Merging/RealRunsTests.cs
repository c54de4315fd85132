using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Merging;

public sealed class RealRunsTests
{
    [Fact]
    public async Task Three_real_runs_merge_into_what_all_their_results_together_come_to()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        var plan = Plans.Closed() with { Duration = TimeSpan.FromSeconds(1.5), WarmUp = TimeSpan.FromSeconds(0.2), ThinkTime = TimeSpan.FromMilliseconds(5) };
        var loads = Enumerable.Range(0, 3).Select(_ => Load.Start(connection, plan)).ToList();
        var results = new List<BatchResult>();
        foreach (var load in loads)
        {
            results.AddRange(await Load.FinishAsync(load));
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
            m => Assert.Equal(1, m.Read(all)!.Value / m.Read(expected)!.Value, 0.001));
        Assert.Equal(1, all.CommittedOperationsPerSecond / loads.Sum(static l => l.Run.Metrics[^1].CommittedOperationsPerSecond), 0.01);
        Assert.Equal(run.Totals.Batches, run.Intervals.Sum(static p => p.Batches));
    }
}
