using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class SizeKneeTests
{
    [Theory]
    [InlineData(0.10, 33)]
    [InlineData(0.20, 20)]
    [InlineData(0.45, 10)]
    [InlineData(0.0, 33)]
    [InlineData(1.0, 1)]
    public void The_knee_is_the_smallest_size_that_is_near_enough_to_the_best(double tolerance, int knee) =>
        Assert.Equal(knee, SizeKnee.Of([.. Told().Select(static e => (e.Key, e.Value))], tolerance));

    [Fact]
    public void Nothing_has_no_knee() => Assert.Null(SizeKnee.Of([], 0.1));

    [Fact]
    public void A_knee_that_every_repeat_names_has_no_width()
    {
        Assert.Equal((20, 20), SizeKnee.Interval([Told(), Told(), Told()], 0.2, seed: 1));
    }

    [Fact]
    public void A_knee_that_repeats_disagree_about_has_a_width()
    {
        var other = Told();
        other[10] = 1.2 * other[33];

        var interval = SizeKnee.Interval([Told(), other, Told(), other], 0.2, seed: 1);

        Assert.Equal((10, 20), interval);
        Assert.Equal(interval, SizeKnee.Interval([Told(), other, Told(), other], 0.2, seed: 1));
    }

    [Fact]
    public void One_whole_repeat_says_nothing_of_chance()
    {
        var part = Told();
        part.Remove(33);

        Assert.Null(SizeKnee.Interval([Told(), part], 0.2, seed: 1));
    }

    [Fact]
    public void Repeats_of_as_many_but_other_sizes_are_not_whole()
    {
        var (first, second) = (Told(), Told());
        first.Remove(1);
        second.Remove(33);

        Assert.Null(SizeKnee.Interval([first, second], 0.2, seed: 1));
        Assert.Equal((20, 20), SizeKnee.Interval([first, Told(), second, Told()], 0.2, seed: 1));
    }

    /// <summary>Operations per second of a client whose batches take 20 ms and 0.5 ms for each operation.</summary>
    private static Dictionary<int, double> Told() =>
        new[] { 1, 2, 5, 10, 20, 33 }.ToDictionary(static t => t, static t => 3 * t / (0.020 + (0.0005 * 3 * t)));
}
