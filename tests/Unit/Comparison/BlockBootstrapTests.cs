using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Unit.Metrics;

namespace EdFi.BatchPerf.Unit.Comparison;

public class BlockBootstrapTests
{
    [Fact]
    public void One_run_a_side_says_something_within_these_runs_only()
    {
        var rows = Compare(Windows(1), Windows(1.3));

        Assert.Equal((ComparisonVerdict.Faster, ComparisonBasis.WithinOneRun, 1, 1), (rows[0].Verdict, rows[0].Basis, rows[0].BaselineRuns, rows[0].CandidateRuns));
        Assert.Contains("within this run only", rows[0].Message, StringComparison.Ordinal);
        Assert.InRange(rows[0].LowerPercent!.Value, 20, 30);
        Assert.InRange(rows[0].UpperPercent!.Value, 30, 40);
        Assert.All(rows.Take(5), static r => Assert.Equal(ComparisonVerdict.Faster, r.Verdict));
    }

    [Fact]
    public void Equal_windows_are_the_same_and_equal_runs_give_equal_answers()
    {
        var rows = Compare(Windows(1), Windows(1));

        Assert.Equal(ComparisonVerdict.Same, rows[0].Verdict);
        Assert.Equal(rows, Compare(Windows(1), Windows(1)));
    }

    [Fact]
    public void Figures_of_all_windows_are_those_of_their_histograms_together()
    {
        var windows = Windows(1);
        var pooled = new LatencyHistogram();
        windows.ForEach(w => pooled.Add(w.GetResponseTimes()));
        var figures = WindowSample.Of(windows, new RequestName("students-batch-10")).Sum([.. windows.Select(static _ => 1)]);

        Assert.Equal(pooled.ValueAtPercentile(95) / 1000.0, figures.PercentileMs(95)!.Value, 1);
        Assert.Equal(windows.Sum(static w => w.OperationsCommitted) / windows.Sum(static w => w.WidthSeconds), figures.CommittedPerSecond!.Value, 6);
        Assert.Equal(pooled.Mean / 10_000, figures.TripleMeanMs!.Value, 6);
        Assert.Equal(0, figures.FailureRate);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(18)]
    [InlineData(42)]
    [InlineData(300)]
    public void However_many_figures_there_are_each_can_be_proven(int tests)
    {
        var draws = BlockBootstrap.Run(WindowSample.Of(Windows(1), request: null), WindowSample.Of(Windows(1.3), request: null), BlockBootstrap.DrawsFor(tests));
        var least = draws.Of(ComparedMetric.Primary, Math.Log(1.3))!.PValue;

        Assert.InRange(Holm.Adjust([.. Enumerable.Repeat(least, tests)])[0], 0, 0.049);
    }

    [Fact]
    public void Windows_of_a_volume_run_say_why_they_tell_nothing_of_triples()
    {
        var rows = new RunComparer([Volume("a")], [Volume("b")], new ComparisonOptions()).Compare();

        Assert.Contains("do not know how many triples", rows.Single(static r => r.Metric == "tripleMean").Message, StringComparison.Ordinal);

        static ComparedRun Volume(string id) => ComparedRun.Of(MadeRuns.Document(id, type: TestType.Volume, intervals: Windows(1).ConvertAll(static w => new IntervalPoint { StartSeconds = w.StartSeconds, WidthSeconds = w.WidthSeconds, Batches = w.Batches, OperationsCommitted = w.OperationsCommitted })));
    }

    [Fact]
    public void Too_few_windows_prove_nothing()
    {
        var row = Compare(Windows(1).Take(9).ToList(), Windows(2))[0];

        Assert.Equal((ComparisonVerdict.Unproven, ComparisonVerdict.Faster), (row.Verdict, row.Direction));
        Assert.Contains("at least 10 one-second windows", row.Message, StringComparison.Ordinal);
        Assert.EndsWith(" It takes at least 6 runs a side to tell.", row.Message, StringComparison.Ordinal); // how much runs scatter is not known
    }

    [Fact]
    public void Stored_windows_tell_of_throughput_and_leave_times_unproven()
    {
        var rows = Compare(Stored(Windows(1)), Stored(Windows(1.3)));

        Assert.Equal(ComparisonVerdict.Faster, rows[0].Verdict);
        Assert.Equal(ComparisonVerdict.Unproven, rows[1].Verdict);
        Assert.Contains("results file", rows[1].Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BatchComparison> Compare(List<IntervalPoint> baseline, List<IntervalPoint> candidate) =>
        new RunComparer([Run("a", baseline)], [Run("b", candidate)], new ComparisonOptions()).Compare();

    private static ComparedRun Run(string id, List<IntervalPoint> windows)
    {
        var figures = WindowSample.Of(windows, request: null).Sum([.. windows.Select(static _ => 1)]);
        return ComparedRun.Of(MadeRuns.Document(id, committed: figures.CommittedPerSecond!.Value, ms: figures.PercentileMs(50) ?? 10, intervals: windows));
    }

    private static List<IntervalPoint> Stored(List<IntervalPoint> windows) =>
        windows.ConvertAll(static w => new IntervalPoint { StartSeconds = w.StartSeconds, WidthSeconds = w.WidthSeconds, Batches = w.Batches, OperationsCommitted = w.OperationsCommitted });

    private static List<IntervalPoint> Windows(double speed)
    {
        var metrics = new MetricsAccumulator(1);
        var series = new IntervalSeries();
        for (var second = 1; second <= 40; second++)
        {
            for (var i = 0; i < 10 * speed * (20 + (second * second % 7)); i++)
            {
                metrics.Record(Samples.Committed(ms: (20 + (i * 37 % 100 / 10.0)) / speed, atSeconds: second));
            }

            series.Sample(TimeSpan.FromSeconds(second), metrics.NameSnapshots(), clients: 10, inFlight: 10);
        }

        return [.. series.Points];
    }
}
