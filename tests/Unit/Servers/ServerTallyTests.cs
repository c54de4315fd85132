using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Unit.Servers;

public sealed class ServerTallyTests
{
    [Fact]
    public void A_count_is_divided_by_what_was_committed_between_the_same_readings()
    {
        var tally = new ServerTally("Test", measuredFrom: 0);
        tally.Take(new ServerMoment(0, 0, 0), [Count(100)]);
        tally.Take(new ServerMoment(1, 60, 2), [Count(150)]);
        tally.Take(new ServerMoment(2, 90, 3), [Count(160)], underLoad: false);

        var cost = tally.Costs.Single();
        Assert.Equal((60.0, 30.0, 60 / 90.0, 20.0), (cost.Total, cost.PerSecond, cost.PerOperation, cost.PerBatch));
        Assert.Equal((2.0, 90, 3), (cost.Seconds, cost.Operations, cost.Batches));
        Assert.Null(cost.Mean);
    }

    [Fact]
    public void What_came_before_the_measured_window_is_left_out()
    {
        var tally = new ServerTally("Test", measuredFrom: 1.5);
        tally.Take(new ServerMoment(0, 0, 0), [Count(0), Level(90)]);
        tally.Take(new ServerMoment(1, 1000, 100), [Count(5000), Level(90)]);
        tally.Take(new ServerMoment(2, 2000, 200), [Count(9000), Level(90)]);
        tally.Take(new ServerMoment(3, 2100, 210), [Count(9100), Level(4)]);
        tally.Take(new ServerMoment(4, 2100, 210), [Count(9100), Level(0)], underLoad: false);

        var (count, level) = (tally.Costs.First(), tally.Costs.Last());
        Assert.Equal((100.0, 1.0, 100), (count.Total, count.PerOperation, count.Operations));
        Assert.Equal((4.0, 4.0, (double?)null), (level.Mean, level.Max, level.Total));
    }

    [Fact]
    public void A_window_without_a_reading_counts_from_the_first_one()
    {
        var tally = new ServerTally("Test", measuredFrom: 0.5);
        tally.Take(new ServerMoment(0, 0, 0), [Count(10)]);
        tally.Take(new ServerMoment(0.9, 30, 1), [Count(40)], underLoad: false);

        Assert.Equal((30.0, 1.0), (tally.Costs.Single().Total, tally.Costs.Single().PerOperation));
    }

    [Fact]
    public void Nothing_committed_has_no_quotient()
    {
        var tally = new ServerTally("Test", measuredFrom: 0);
        tally.Take(new ServerMoment(0, 0, 0), [Count(10)]);
        tally.Take(new ServerMoment(1, 0, 0), [Count(40)]);

        Assert.Equal((30.0, (double?)null, (double?)null), (tally.Costs.Single().Total, tally.Costs.Single().PerOperation, tally.Costs.Single().PerBatch));
    }

    [Fact]
    public void The_series_adds_up_to_the_total_even_what_came_late()
    {
        var tally = new ServerTally("Test", measuredFrom: 0);
        tally.Take(new ServerMoment(0, 0, 0), [Count(0), Level(1)]);
        tally.Take(new ServerMoment(1, 1, 1), [Count(10), Level(2)]);
        tally.Take(new ServerMoment(3, 1, 1), [Count(50), Level(3)]);
        tally.Take(new ServerMoment(3, 1, 1), [Count(57), Level(0)], underLoad: false);

        var counts = tally.Samples.Where(static s => s.Name == "Count").ToList();
        Assert.Equal(57, counts.Sum(static s => s.Value * s.WidthSeconds), 1e-6);
        Assert.Equal((0.0, 1.0, 10.0), (counts[0].StartSeconds, counts[0].WidthSeconds, counts[0].Value));
        Assert.Equal([2.0, 3.0], tally.Samples.Where(static s => s.Name == "Level").Select(static s => s.Value));
    }

    [Fact]
    public void A_count_that_began_anew_is_never_negative()
    {
        var tally = new ServerTally("Test", measuredFrom: 0);
        tally.Take(new ServerMoment(0, 0, 0), [Count(1000)]);
        tally.Take(new ServerMoment(1, 1, 1), [Count(5)]);
        tally.Take(new ServerMoment(2, 2, 2), [Count(15)]);

        Assert.True(tally.Restarted);
        Assert.Equal(10, tally.Costs.Single().Total);
    }

    [Fact]
    public void A_long_run_keeps_its_sum_in_few_points()
    {
        var series = new ServerSeries(capacity: 8);
        for (var i = 0; i < 100; i++)
        {
            series.Add(new ServerPoint(i, 1, new Dictionary<string, double>(StringComparer.Ordinal) { ["Count"] = i }));
        }

        Assert.InRange(series.Points.Count, 4, 8);
        Assert.Equal(99 * 100 / 2.0, series.Points.Sum(static p => p.Width * p.Values["Count"]), 1e-9);
        Assert.Equal((0.0, 100.0), (series.Points[0].Start, series.Points[^1].Start + series.Points[^1].Width));
    }

    private static ServerReading Count(double value) => new("Count", value, Accumulates: true);

    private static ServerReading Level(double value) => new("Level", value, Accumulates: false);
}
