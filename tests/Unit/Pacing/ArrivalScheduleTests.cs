using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void A_constant_rate_begins_at_once_and_is_even()
    {
        var due = Take(Constant(4), 9);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2], due);
    }

    [Fact]
    public void Looking_at_the_next_arrival_does_not_take_it()
    {
        var schedule = Constant(4);

        Assert.Equal(schedule.Next(), schedule.Next());
        schedule.Take();
        Assert.Equal(0.25, schedule.Next());
    }

    [Fact]
    public void A_ramp_from_zero_begins_with_a_gap_and_sends_as_many_as_the_area_says()
    {
        var schedule = new ArrivalSchedule(LoadCurve.Through([new Stage(TimeSpan.FromSeconds(10), 20), new Stage(TimeSpan.FromSeconds(5), 0)]), ArrivalDistribution.Constant, seed: 0);

        var due = Take(schedule, 1000);

        Assert.InRange(due.Count, 149, 150); // the last one is due where the load has reached zero
        Assert.Equal(1, due[0], 9); // ½ · 2 · t² = 1
        Assert.Equal(due.Order(), due);
        Assert.True(due[^1] <= 15);
    }

    [Fact]
    public void Poisson_arrivals_have_exponential_gaps()
    {
        var due = Take(new ArrivalSchedule(LoadCurve.Constant(100), ArrivalDistribution.Poisson, seed: 7), 50_000);
        var gaps = due.Zip(due.Skip(1), static (a, b) => b - a).ToList();
        var mean = gaps.Average();
        var variance = gaps.Average(g => (g - mean) * (g - mean));

        Assert.InRange(mean, 0.0098, 0.0102);
        Assert.InRange(Math.Sqrt(variance) / mean, 0.97, 1.03); // of an exponential distribution it is 1
        Assert.InRange(gaps.Count(static g => g > 0.01) / (double)gaps.Count, 0.358, 0.378); // 1/e
    }

    [Fact]
    public void A_seed_fixes_the_arrivals()
    {
        Assert.Equal(Poisson(3), Poisson(3));
        Assert.NotEqual(Poisson(3), Poisson(4));

        static List<double> Poisson(int seed) => Take(new ArrivalSchedule(LoadCurve.Constant(10), ArrivalDistribution.Poisson, seed), 20);
    }

    [Fact]
    public void Another_rate_holds_from_the_moment_it_was_asked_for_however_far_the_next_arrival_was()
    {
        var schedule = Constant(0.001);
        schedule.Take();
        Assert.Equal(1000, schedule.Next());

        schedule.ChangeRate(5, 10);

        Assert.Equal(5.0995, schedule.Next()!.Value, 4); // 0.005 of an arrival had come together in 5 s
    }

    [Fact]
    public void What_had_come_together_of_an_arrival_is_kept_so_that_frequent_changes_delay_nothing()
    {
        var schedule = Constant(1);
        schedule.Take();
        for (var at = 0.1; at < 0.95; at += 0.1)
        {
            schedule.ChangeRate(at, 1);
        }

        Assert.Equal(1, schedule.Next()!.Value, 6);
    }

    [Fact]
    public void A_rate_of_zero_stops_arrivals_until_another_one_is_asked_for()
    {
        var schedule = Constant(2);
        schedule.Take();
        schedule.ChangeRate(0.25, 0);
        Assert.Null(schedule.Next());

        schedule.ChangeRate(100, 2);

        Assert.Equal(100.25, schedule.Next()!.Value, 6);
    }

    [Fact]
    public void Arrivals_that_are_overdue_when_the_rate_changes_stay_due_when_they_were()
    {
        var schedule = Constant(10);
        schedule.Take();

        schedule.ChangeRate(1.04, 1);

        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.64], Take(schedule, 11).Select(static d => Math.Round(d, 6)));
    }

    private static ArrivalSchedule Constant(double rate) => new(LoadCurve.Constant(rate), ArrivalDistribution.Constant, seed: 0);

    private static List<double> Take(ArrivalSchedule schedule, int count)
    {
        var due = new List<double>();
        while (due.Count < count && schedule.Next() is { } next)
        {
            due.Add(next);
            schedule.Take();
        }

        return due;
    }
}
