using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class LoadCurveTests
{
    /// <summary>0 to 50 in 10 s, 50 to 100 in 20 s, 100 to 0 in 10 s.</summary>
    private static readonly LoadCurve Profile = LoadCurve.Through([Of(10, 50), Of(20, 100), Of(10, 0)]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 25)]
    [InlineData(10, 50)]
    [InlineData(20, 75)]
    [InlineData(30, 100)]
    [InlineData(35, 50)]
    [InlineData(40, 0)]
    [InlineData(100, 0)]
    public void Stages_are_straight_lines_from_zero(double seconds, double level) => Assert.Equal(level, Profile.At(seconds), 9);

    [Fact]
    public void It_knows_its_peak_and_a_constant_one_has_no_end()
    {
        Assert.Equal(100, Profile.Peak);
        Assert.Equal((0.0, 5.0), (Profile.At(1e12), LoadCurve.Constant(5).At(1e12)));
    }

    [Theory]
    [InlineData(0, 250, 10)] // the triangle of the first stage
    [InlineData(0, 1, 0.632455532)] // ½ · 5 · t² = 1
    [InlineData(0, 2250, 40)] // 250 + 1500 + 500: all of it
    [InlineData(10, 1500, 30)]
    [InlineData(30, 375, 35)]
    public void Arrivals_are_due_where_the_area_has_grown_by_their_number(double from, double amount, double at) => Assert.Equal(at, Profile.WhenGrownBy(from, amount)!.Value, 6);

    [Theory]
    [InlineData(0, 2250.001)]
    [InlineData(40, 0.001)]
    [InlineData(50, 1)]
    public void Beyond_the_area_there_is_none(double from, double amount) => Assert.Null(Profile.WhenGrownBy(from, amount));

    [Fact]
    public void A_constant_goes_on_for_ever_and_zero_never_comes()
    {
        Assert.Equal(1_000_000.5, LoadCurve.Constant(2).WhenGrownBy(1_000_000, 1)!.Value, 6);
        Assert.Equal(12.5, LoadCurve.Constant(2, from: 12).WhenGrownBy(3, 1)!.Value, 9);
        Assert.Null(LoadCurve.Constant(0).WhenGrownBy(0, 1));
    }

    [Fact]
    public void A_rest_at_zero_is_waited_out()
    {
        var curve = LoadCurve.Through([Of(10, 10), Of(1, 0), Of(10, 0), Of(10, 10)]);

        Assert.Equal(21 + Math.Sqrt(2), curve.WhenGrownBy(11, 1)!.Value, 6);
    }

    [Fact]
    public void Another_level_from_a_moment_on_keeps_what_was_before_it()
    {
        var changed = Profile.Changed(20, 10, since: 0);

        Assert.Equal((25, 72.5, 10, 10.0), (changed.At(5), changed.At(19), changed.At(20), changed.At(1e12)));
        Assert.Equal(20.1, changed.WhenGrownBy(0, 250 + 625 + 1)!.Value, 6);
    }

    [Fact]
    public void Another_level_after_the_end_begins_there()
    {
        var changed = Profile.Changed(50, 10, since: 45);

        Assert.Equal(50.1, changed.WhenGrownBy(45, 1)!.Value, 6);
    }

    private static Stage Of(double seconds, double target) => new(TimeSpan.FromSeconds(seconds), target);
}
