using System.Globalization;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Unit.Scenarios;

public sealed class WeightScaleTests
{
    [Theory]
    [InlineData("3 1", "3 1")]
    [InlineData("2 2", "2 2")]
    [InlineData("1", "1")]
    [InlineData("24 6 0.35", "480 120 7")]
    [InlineData("1.5 0.5 1", "3 1 2")]
    [InlineData("0.1 0.2", "1 2")]
    [InlineData("2400000 600000", "4 1")]
    [InlineData("100000 0.5", null)]
    [InlineData("1 0.0000001", null)]
    [InlineData("79228162514264337593543950335 0.1", null)]
    public void Weights_become_whole_numbers_in_exactly_the_same_proportions(string weights, string? whole)
    {
        var scaled = WeightScale.Whole([.. weights.Split(' ').Select(static w => decimal.Parse(w, CultureInfo.InvariantCulture))]);

        Assert.Equal(whole, scaled is null ? null : string.Join(' ', scaled));
    }
}
