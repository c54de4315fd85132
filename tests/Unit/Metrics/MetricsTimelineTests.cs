using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class MetricsTimelineTests
{
    [Fact]
    public void Parts_of_a_resumed_run_follow_one_another()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        foreach (var start in (DateTimeOffset[])[Samples.Start, Samples.Start.AddMinutes(5)])
        {
            for (var second = 0; second < 10; second++)
            {
                var result = new BatchResult
                {
                    RunId = "run", Scenario = "", Name = "students-batch-10", Resource = "students", Phase = RunPhase.Measured, Success = true,
                    ScheduledAt = start.AddSeconds(second), StartedAt = start.AddSeconds(second), ScheduledAfterMs = second * 1000,
                    ResponseTimeMs = 1000, ServiceTimeMs = 1000,
                };
                metrics.Record(result);
                timeline.Record(result);
            }
        }

        var all = metrics.Snapshot()[^1];
        Assert.Equal((20, 20.0, 1.0), (all.Requests, all.WindowSeconds, all.RequestsPerSecond));
        Assert.All(timeline.Rows(), static row => Assert.True(row.Requests <= 1));
        Assert.Equal(20, timeline.Rows().Count(static row => row is { Name: BatchMetrics.AggregatedName, Requests: 1 }));
    }

    [Fact]
    public void Results_count_in_the_interval_in_which_they_ended()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        timeline.Record(Samples.Committed(ms: 500, atSeconds: 0.2));
        timeline.Record(Samples.Committed(ms: 500, atSeconds: 0.7));
        timeline.Record(Samples.Committed(ms: 250, atSeconds: 3, name: "sections-batch-10"));
        var rows = timeline.Rows().ToList();

        Assert.Equal(12, rows.Count);
        Assert.Equal(["sections-batch-10", "students-batch-10", "Aggregated"], rows.Take(3).Select(static r => r.Name));
        var all = rows.Where(static r => r.Name == BatchMetrics.AggregatedName).ToList();
        Assert.Equal([1, 1, 0, 1], all.Select(static r => r.Requests));
        Assert.Equal([0, 1, 2, 3], all.Select(static r => r.StartSeconds));
        Assert.Equal([1, 1, 1, 0.25], all.Select(static r => r.WidthSeconds));
        Assert.Equal([30, 30, 0, 120], all.Select(static r => r.CommittedOperationsPerSecond));
        Assert.Null(all[2].P50Ms);
        Assert.Equal(Samples.Start.AddSeconds(3), all[3].StartsAt);
        Assert.All(all, static r => Assert.Null(r.Clients));
    }

    [Fact]
    public void Percentiles_of_all_names_come_from_one_histogram()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        var pooled = new LatencyHistogram();
        for (var i = 1; i <= 100; i++)
        {
            var ms = i <= 90 ? i : i * 5;
            pooled.Record(ms * 1000);
            timeline.Record(Samples.Committed(ms: ms, atSeconds: 0.1, name: i <= 90 ? "a-1" : "b-1"));
        }

        var all = timeline.Rows().Single(static r => r.Name == BatchMetrics.AggregatedName);
        Assert.Equal(pooled.ValueAtPercentile(95) / 1000.0, all.P95Ms);
        Assert.Equal(pooled.ValueAtPercentile(50) / 1000.0, all.P50Ms);
        Assert.Equal(pooled.Mean / 1000, all.MeanMs!.Value, 6);
    }

    [Fact]
    public void Late_results_count_where_they_belong_however_many_intervals_came_between()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        for (var round = 0; round < 3; round++)
        {
            for (var second = 0; second < 100; second++)
            {
                timeline.Record(round == 2 ? Samples.Unknown(ms: second * 1000) : Samples.Committed(ms: 10 + round, atSeconds: second));
            }
        }

        var all = timeline.Rows().Where(static r => r.Name == BatchMetrics.AggregatedName).ToList();
        Assert.Equal(100, all.Count);
        Assert.All(all, static r => Assert.Equal((3, 1, 1, 60), (r.Requests, r.Failures, r.FailuresTimeout, r.OperationsCommitted)));
    }

    [Fact]
    public void When_there_are_too_many_intervals_they_get_twice_as_wide_and_nothing_is_lost()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1), capacity: 8);
        for (var second = 0; second < 50; second++)
        {
            timeline.Record(Samples.Committed(ms: 10, atSeconds: second, name: second % 2 == 0 ? "a-1" : "b-1"));
        }

        var all = timeline.Rows().Where(static r => r.Name == BatchMetrics.AggregatedName).ToList();
        Assert.Equal(8.0, timeline.Widened["run0000000001"]);
        Assert.Equal(7, all.Count);
        Assert.Equal(50, all.Sum(static r => r.Requests));
        Assert.Equal(8, all[0].Requests);
    }

    [Fact]
    public void Runs_have_time_lines_of_their_own()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(10));
        timeline.Record(Samples.Committed(atSeconds: 1));
        timeline.Record(Samples.Committed(atSeconds: 1, runId: "run0000000002"));

        Assert.Equal(["run0000000001", "run0000000002"], timeline.Rows().Where(static r => r.Name == BatchMetrics.AggregatedName).Select(static r => r.RunId));
    }

    [Fact]
    public void A_runs_own_intervals_are_put_together_by_name()
    {
        var metrics = new MetricsAccumulator(1);
        var series = new IntervalSeries();
        for (var second = 1; second <= 6; second++)
        {
            metrics.Record(Samples.Committed(ms: second, name: "a-1"));
            if (second > 2)
            {
                metrics.Record(Samples.FailedAt(1, ms: 10 * second, name: "b-1"));
            }

            // Samples are never exactly a second apart.
            series.Sample(TimeSpan.FromSeconds(second - (second % 2 * 0.002)), metrics.NameSnapshots(), clients: second, inFlight: 1);
        }

        var rows = MetricsTimeline.Rows("run", Samples.Start, series.Points, TimeSpan.FromSeconds(2)).ToList();

        Assert.Equal(9, rows.Count);
        Assert.Equal([2, 2, 2], rows.Where(static r => r.Name == "a-1").Select(static r => r.Requests));
        Assert.Equal([0, 2, 2], rows.Where(static r => r.Name == "b-1").Select(static r => r.FailuresConflict));
        Assert.Equal([2, 4, 6], rows.Where(static r => r.Name == BatchMetrics.AggregatedName).Select(static r => r.Clients!.Value));
        Assert.Equal([2.0, 2, 2], rows.Where(static r => r.Name == BatchMetrics.AggregatedName).Select(static r => Math.Round(r.WidthSeconds, 6)));
        Assert.Equal(6, rows[^3].MaxMs!.Value, 2);
        Assert.Equal(6, rows[^1].MaxMs!.Value, 1);
    }
}
