namespace EdFi.BatchPerf.Unit.Text;

/// <summary>One rule for measured figures in sentences.</summary>
public sealed class FigureTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(0.5, "0.5")]
    [InlineData(5.4321, "5.43")]
    [InlineData(54.81523, "54.8")]
    [InlineData(548.1523, "548")]
    [InlineData(5481.523, "5,482")]
    [InlineData(1234567, "1,234,567")]
    [InlineData(-54.81523, "-54.8")]
    [InlineData(9.999, "10")]
    [InlineData(1e20, "100,000,000,000,000,000,000")]
    public void A_figure_has_three_significant_digits_and_all_before_the_point(double value, string text) => Assert.Equal(text, FigureText.Number(value));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.00001, "< 0.01 %")]
    [InlineData(0.0281, "2.81 %")]
    [InlineData(0.07, "7 %")]
    [InlineData(0.3019, "30.2 %")]
    [InlineData(0.99999, "> 99.9 %")]
    [InlineData(1, "100 %")]
    public void A_share_is_neither_nothing_nor_all_where_it_is_not(double share, string text) => Assert.Equal(text, FigureText.Percent(share));

    [Theory]
    [InlineData(54.81523, 60.0, "54.8")]
    [InlineData(250.04, 250.0, "250.04")]
    [InlineData(249.96, 250.0, "249.96")]
    [InlineData(250, 250.0, "250")]
    [InlineData(54.81523, 54.81523, "54.81523")]
    [InlineData(29.996, 30.0, "29.996")]
    [InlineData(2499.6, 2500.0, "2,499.6")]
    [InlineData(2500, 1.0, "2,500")]
    public void A_figure_never_reads_as_if_it_lay_on_the_other_side_of_its_limit(double value, double limit, string text)
    {
        Assert.Equal(text, FigureText.Number(value, limit));
        Assert.Equal(text + " ms", FigureText.Milliseconds(value, limit));
        Assert.Equal(text + " s", FigureText.Seconds(value, limit));
    }

    /// <summary>A limit is printed against the figure beyond it, as that one is against the limit.</summary>
    [Theory]
    [InlineData(120.9, 120.6, "121", "120.6")]
    [InlineData(5.4871, 5.486, "5.49", "5.486")]
    [InlineData(54.8, 20, "54.8", "20")]
    public void A_limit_never_reads_as_the_figure_beyond_it(double value, double limit, string figure, string bound)
        => Assert.Equal((figure, bound), (FigureText.Number(value, limit), FigureText.Number(limit, value)));

    [Theory]
    [InlineData(0.010004, 0.01, "1.0004 %")]
    [InlineData(0.00001, 0.0, "0.001 %")]
    [InlineData(0.00001, 0.01, "< 0.01 %")]
    [InlineData(0.07, 0.07, "7 %")]
    public void Nor_does_a_share(double value, double limit, string text) => Assert.Equal(text, FigureText.Percent(value, limit));
}
