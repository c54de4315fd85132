using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class LineFitTests
{
    [Fact]
    public void A_line_without_noise_is_found_exactly()
    {
        var fit = LineFit.Of([(3, 21.5), (30, 35), (99, 69.5)])!;

        Assert.Equal((20, 0.5, 1), (Math.Round(fit.Fixed, 9), Math.Round(fit.Marginal, 9), Math.Round(fit.RSquared!.Value, 9)));
        Assert.InRange(fit.FixedReach!.Value, 0, 1e-6);
        Assert.InRange(fit.LargestDeviation, 0, 1e-9);
        Assert.Equal(25, fit.At(10), 9);
    }

    [Fact]
    public void Intervals_are_those_of_the_textbook()
    {
        // x = 1..5, y = 2, 4, 5, 4, 5: slope 0.6, start 2.2, residual √0.8; t(3) = 3.18245; standard errors 0.282843 and 0.938083.
        var fit = LineFit.Of([(1, 2), (2, 4), (3, 5), (4, 4), (5, 5)])!;

        Assert.Equal((2.2, 0.6, 0.6), (Math.Round(fit.Fixed, 9), Math.Round(fit.Marginal, 9), Math.Round(fit.RSquared!.Value, 9)));
        Assert.Equal(3.18245 * 0.282843, fit.MarginalReach!.Value, 4);
        Assert.Equal(3.18245 * 0.938083, fit.FixedReach!.Value, 4);
        Assert.Equal(Math.Sqrt(0.8), fit.Residual!.Value, 9);
    }

    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_say()
    {
        var random = new Random(11);
        var (both, studies) = (0, 1000);
        for (var i = 0; i < studies; i++)
        {
            var samples = new double[] { 3, 6, 15, 30, 60, 99 }.SelectMany(x => Enumerable.Range(0, 5).Select(_ => (x, 20 + (0.5 * x) + Noise(random)))).ToList();
            var fit = LineFit.Of(samples)!;
            both += Math.Abs(fit.Fixed - 20) <= fit.FixedReach ? 1 : 0;
            both += Math.Abs(fit.Marginal - 0.5) <= fit.MarginalReach ? 1 : 0;
        }

        Assert.InRange((double)both / (2 * studies), 0.93, 0.97);
    }

    [Fact]
    public void One_size_makes_no_line() => Assert.Null(LineFit.Of([(3, 21), (3, 22)]));

    [Fact]
    public void Two_samples_make_a_line_without_intervals()
    {
        var fit = LineFit.Of([(3, 21.5), (30, 35)])!;

        Assert.Null(fit.FixedReach);
        Assert.Null(fit.Residual);
        Assert.Equal(20, fit.Fixed, 9);
    }

    [Theory]
    [InlineData(new double[] { }, null, null)]
    [InlineData(new[] { 7.0 }, 7.0, null)]
    [InlineData(new[] { 4.0, 6.0 }, 5.0, 12.706)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 3.0, 1.9632)]
    public void A_mean_has_the_interval_of_Students_t(double[] samples, double? mean, double? reach)
    {
        var interval = MeanInterval.Of(samples.Cast<double?>());

        Assert.Equal(mean, interval.Mean);
        Assert.Equal(mean is not null && reach > mean ? 0 : mean - reach, interval.Low, (a, b) => a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) < 0.001);
        Assert.Equal(reach, interval.High - interval.Mean is { } half ? Math.Round(half, 4) : null, (a, b) => a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) < 0.001);
    }

    /// <summary>About normal, standard deviation 1.</summary>
    private static double Noise(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
