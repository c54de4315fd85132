using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class TrendTests
{
    [Fact]
    public void Drift_is_slope_times_length_relative_to_the_median() => Assert.Equal(9 / 104.5, Trend.Of([100, 101, 102, 103, 104, 105, 106, 107, 108, 109])!.Value.Drift, 1e-12);

    /// <summary>Ten ascending values: S = 45, variance 125, z = 44 / √125, p = 8.3 × 10⁻⁵.</summary>
    [Fact]
    public void Chance_is_that_of_the_Mann_Kendall_test() => Assert.Equal(8.303e-5, Trend.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])!.Value.Chance, 1e-7);

    [Fact]
    public void Equal_values_have_no_trend() => Assert.Equal((0, 1), (Trend.Of([5, 5, 5, 5, 5])!.Value.Drift, Math.Round(Trend.Of([5, 5, 5, 5, 5])!.Value.Chance, 6)));

    [Fact]
    public void One_outlier_makes_no_drift() => Assert.Equal(0, Trend.Of([100, 100, 100, 100, 1000, 100, 100, 100, 100, 100])!.Value.Drift);

    [Fact]
    public void A_thousand_seconds_are_judged_like_twenty_parts()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 1200).Select(static i => 1000 - (i / 6.0))])!.Value;

        Assert.InRange(trend.Drift, -0.22, -0.20);
        Assert.InRange(trend.Chance, 0, 1e-6);
    }

    [Fact]
    public void Too_few_points_or_nothing_done_say_nothing()
    {
        Assert.Null(Trend.Of([1, 2, 3, 4]));
        Assert.Null(Trend.Of([0, 0, 0, 0, 0]));
    }

    [Fact]
    public void Noise_is_seldom_taken_for_a_trend()
    {
        var random = new Random(8);
        var alarms = Enumerable.Range(0, 2000).Count(_ => Trend.Of([.. Enumerable.Range(0, 10).Select(_ => 100 + (40 * random.NextDouble()))]) is { Chance: < 0.05 });

        Assert.InRange(alarms, 0, 140);
    }
}
