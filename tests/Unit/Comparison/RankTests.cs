using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Unit.Comparison;

public class RankTests
{
    // Hollander and Wolfe (1973), p. 69 f.: permeability constants of the human chorioamnion at term and at 12 to 26 weeks.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    [Fact]
    public void The_published_example_has_the_published_probability()
    {
        // One-sided 0.1272 in the book.
        Assert.Equal(0.2544, MannWhitney.PValue(AtTerm, Earlier), 4);
    }

    [Fact]
    public void The_published_example_has_the_published_estimate_and_interval()
    {
        var location = new HodgesLehmann(Earlier, AtTerm);

        Assert.Equal(0.305, location.Estimate, 6);
        var (lower, upper) = location.Interval(0.95)!.Value;
        Assert.Equal((-0.15, 0.76), (Math.Round(lower, 6), Math.Round(upper, 6)));
    }

    [Fact]
    public void Ranks_fall_in_as_many_ways_as_there_are()
    {
        // Counted out by listing all 924 choices of 6 ranks out of 12.
        Assert.Equal([1, 2, 4, 7, 12, 19, 30, 43], MannWhitney.Cumulative(6, 6).Take(8).Select(static p => Math.Round(p * 924, 6)));
        Assert.Equal([0.05, 0.1, 0.2], MannWhitney.Cumulative(3, 3).Take(3).Select(static p => Math.Round(p, 12)));
        Assert.Equal(1, MannWhitney.Cumulative(20, 25)[^1], 9);
    }

    [Fact]
    public void Six_against_six_have_the_intervals_that_listing_all_choices_gives()
    {
        var location = new HodgesLehmann([102.1, 99.4, 100.3, 101.7, 98.8, 100.9], [104.6, 106.2, 101.9, 105.5, 107.3, 103.8]);

        Assert.Equal(4.45, location.Estimate, 6);
        Assert.Equal((2.1, 6.7), Rounded(location.Interval(0.95)));
        Assert.Equal((2.5, 6.1), Rounded(location.Interval(0.90)));
    }

    [Fact]
    public void Ties_are_corrected_for()
    {
        // By hand: U = 19, t³ − t adds up to 48, z = 6 / √(25/12 · (11 − 48/90)), two-sided.
        Assert.Equal(0.198829, MannWhitney.PValue([1, 2, 2, 3, 4], [2, 3, 3, 5, 6]), 6);
        Assert.Equal(1, MannWhitney.PValue([0, 0, 0], [0, 0, 0]));
    }

    [Fact]
    public void Too_few_values_have_no_interval()
    {
        Assert.Null(new HodgesLehmann([1, 2, 3], [4, 5, 6]).Interval(0.95));
        Assert.NotNull(new HodgesLehmann([1, 2, 3, 4], [4, 5, 6, 7]).Interval(0.95));
    }

    [Fact]
    public void The_approximation_for_many_values_meets_the_exact_rank()
    {
        // 31 against 30 is approximated, 30 against 30 is exact: one value more moves the interval little.
        var values = Enumerable.Range(0, 31).Select(static i => (double)(i * 7919 % 101)).ToArray();
        var exact = new HodgesLehmann(values[..30], values[..30]).Interval(0.95)!.Value;
        var near = new HodgesLehmann(values, values[..30]).Interval(0.95)!.Value;

        Assert.InRange(near.Upper / exact.Upper, 0.8, 1.2);
        Assert.InRange(near.Lower / exact.Lower, 0.8, 1.2);
    }

    [Fact]
    public void Holms_correction_multiplies_by_the_tests_left_and_never_falls()
    {
        // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") of R 4: 0.05 0.08 0.09 0.09 0.09.
        Assert.Equal([0.09, 0.05, 0.09, 0.08, 0.09], Holm.Adjust([0.05, 0.01, 0.03, 0.02, 0.04]).Select(static p => Math.Round(p, 9)));
        Assert.Equal([1, 1], Holm.Adjust([0.6, 0.7]));
        Assert.Empty(Holm.Adjust([]));
    }

    private static (double, double) Rounded((double Lower, double Upper)? interval) => (Math.Round(interval!.Value.Lower, 6), Math.Round(interval.Value.Upper, 6));
}
