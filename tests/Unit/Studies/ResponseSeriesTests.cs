using EdFi.BatchPerf.Questions.Capacity;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class ResponseSeriesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_tenth_of_the_window_has_the_median_of_the_batches_that_were_due_in_it()
    {
        var series = Filled(100, static i => i / 10 * 10 + (i % 10 == 9 ? 1000 : 5));

        Assert.Equal([5, 15, 25, 35, 45, 55, 65, 75, 85, 95], series.Medians(Start, Start.AddSeconds(10)));
    }

    [Fact]
    public void Batches_due_outside_of_the_window_do_not_count()
    {
        var series = Filled(100, static i => i < 50 ? 1 : 2);

        Assert.All(series.Medians(Start.AddSeconds(5), Start.AddSeconds(10)), static median => Assert.Equal(2, median));
    }

    [Fact]
    public void Of_few_batches_nothing_is_said() => Assert.Empty(Filled(29, static i => i).Medians(Start, Start.AddSeconds(10)));

    /// <summary>A batch every tenth of a second.</summary>
    private static ResponseSeries Filled(int batches, Func<int, double> milliseconds)
    {
        var series = new ResponseSeries();
        for (var i = 0; i < batches; i++)
        {
            series.Add(Start.AddMilliseconds(100 * i), milliseconds(i));
        }

        return series;
    }
}
