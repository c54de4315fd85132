using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class IntervalSeriesTests
{
    private readonly MetricsAccumulator _metrics = new(1);

    [Fact]
    public void A_point_holds_what_completed_since_the_last_in_any_phase()
    {
        var series = new IntervalSeries();
        _metrics.Record(Samples.Committed(ms: 5, phase: RunPhase.Ramp));
        Sample(series, 1.0, clients: 3, inFlight: 2);
        _metrics.Record(Samples.Committed(ms: 20));
        _metrics.Record(Samples.FailedAt(1, ms: 40));
        _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 40));
        Sample(series, 3.0, clients: 4, inFlight: 0);

        Assert.Equal(2, series.Points.Count);
        var (first, second) = (series.Points[0], series.Points[1]);
        Assert.Equal((0.0, 1.0, 1, 0, 3, 2), (first.StartSeconds, first.WidthSeconds, first.Batches, first.Failures, first.Clients, first.InFlight));
        Assert.Equal((1.0, 2.0, 2, 1, 1, 1), (second.StartSeconds, second.WidthSeconds, second.Batches, second.Failures, second.FailuresConflict, second.FailuresCanceled));
        Assert.Equal((1.0, 0.5, 15.0), (second.RequestsPerSecond, second.FailuresPerSecond, second.CommittedOperationsPerSecond));
        Assert.Equal((5.0, 40.0), (first.MaxMs!.Value, Math.Round(second.MaxMs!.Value, 1)));
    }

    [Fact]
    public void A_point_without_batches_has_no_percentiles()
    {
        var series = new IntervalSeries();

        Assert.Null(Sample(series, 1).P50Ms);
    }

    [Fact]
    public void Names_that_appear_later_are_counted_from_their_first_batch()
    {
        var series = new IntervalSeries();
        _metrics.Record(Samples.Committed(name: "a-1"));
        Sample(series, 1);
        _metrics.Record(Samples.Committed(name: "b-1"));

        Assert.Equal(1, Sample(series, 2).Batches);
    }

    [Fact]
    public void When_it_is_full_the_width_doubles_and_nothing_is_lost()
    {
        var series = new IntervalSeries(capacity: 8);
        for (var second = 1; second <= 50; second++)
        {
            _metrics.Record(Samples.Committed(ms: second));
            Sample(series, second);
        }

        Assert.InRange(series.Points.Count, 5, 8);
        Assert.Equal(50, series.Points.Sum(static p => p.Batches));
        Assert.Equal(8, series.Points[0].WidthSeconds);
        for (var i = 1; i < series.Points.Count; i++)
        {
            Assert.Equal(series.Points[i - 1].StartSeconds + series.Points[i - 1].WidthSeconds, series.Points[i].StartSeconds, 1e-9);
        }

        Assert.Equal(50, series.Points[^1].StartSeconds + series.Points[^1].WidthSeconds, 1e-9);
    }

    [Fact]
    public void Merged_points_have_the_percentiles_of_all_their_samples()
    {
        var series = new IntervalSeries(capacity: 2);
        _metrics.Record(Samples.Committed(ms: 1000));
        Sample(series, 1);
        for (var i = 0; i < 99; i++)
        {
            _metrics.Record(Samples.Committed(ms: 10));
        }

        Sample(series, 2);
        Sample(series, 3);

        Assert.Equal((10, 10, 1000), (Round(series.Points[0].P50Ms), Round(series.Points[0].P99Ms), Round(series.Points[0].MaxMs)));
        Assert.Equal(100, series.Points[0].GetResponseTimes().TotalCount);
    }

    [Fact]
    public void The_usual_series_never_exceeds_1200_points()
    {
        var series = new IntervalSeries();
        for (var second = 1; second <= 5000; second++)
        {
            series.Sample(TimeSpan.FromSeconds(second), [], clients: 1, inFlight: 1);
        }

        Assert.InRange(series.Points.Count, 600, IntervalSeries.MaxPoints);
    }

    [Fact]
    public void Every_kind_of_failure_has_its_column()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            _metrics.Record(Samples.Unknown(kind));
        }

        var point = Sample(new IntervalSeries(), 1);
        Assert.All(Enum.GetValues<ErrorKind>(), kind => Assert.Equal(1, point.FailuresOf(kind)));
        Assert.All(Enum.GetNames<ErrorKind>(), kind => Assert.Equal(1L, typeof(IntervalPoint).GetProperty("Failures" + kind)!.GetValue(point)));
    }

    private static double Round(double? ms) => Math.Round(ms!.Value, MidpointRounding.ToZero);

    private IntervalPoint Sample(IntervalSeries series, double seconds, int clients = 1, int inFlight = 1) =>
        series.Sample(TimeSpan.FromSeconds(seconds), _metrics.NameSnapshots(), clients, inFlight);
}
