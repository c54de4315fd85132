using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Thresholds;

public sealed class ThresholdWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_limit_may_name_requests_and_windows()
    {
        var threshold = ThresholdParser.Parse(" p95 <= 1.5s  for students-*  in every 10s ");

        Assert.Equal(("p95", 1500.0, "students-*", TimeSpan.FromSeconds(10)), (threshold.Metric, threshold.Limit, threshold.Name, threshold.Window));
        Assert.Equal("p95 <= 1.5s  for students-*  in every 10s", threshold.Text);
    }

    [Theory]
    [InlineData("p66 < 1s in every 10s", "p66 is not known of parts of a run")]
    [InlineData("verdict = Valid in every 10s", "verdict is not known of parts of a run")]
    [InlineData("p95 < 1s in every 10", "'10' is not the length of a window")]
    [InlineData("p95 < 1s in every 500ms", "'500ms' is not the length of a window")]
    [InlineData("p95 < 1s in every", "'1s in every' is not a limit for p95")]
    [InlineData("p95 < 1s for", "'1s for' is not a limit for p95")]
    [InlineData("p95 < 1s in every 10s for students", "'1s in every 10s' is not a limit for p95")]
    public void What_cannot_be_asked_of_windows_is_said(string text, string message)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ThresholdParser.Parse(text));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p95 < 500ms in every 10s", false, 2, 3, 300.0, 10.0)]
    [InlineData("max < 1s in every 10s", true, 3, 3, 300.0, 10.0)]
    [InlineData("requests >= 100 in every 10s", false, 2, 3, 20.0, 20.0)]
    [InlineData("requests > 1 in every 10s", true, 3, 3, 20.0, 20.0)]
    [InlineData("failureRate = 0 in every 10s", true, 3, 3, 0.0, 0.0)]
    public void The_worst_window_decides(string text, bool passed, int kept, int windows, double actual, double from)
    {
        var limit = text.Replace("500ms", "250ms", StringComparison.Ordinal);

        var result = Assert.Single(ThresholdParser.Parse(limit).Test(Subject(Window(0, 100, 200), Window(10, 100, 300), Window(20, 20, 100))));

        Assert.Equal((passed, kept, windows, actual, from), (result.Passed, result.WindowsKept, result.Windows, (double)result.Actual!, result.WorstWindowStartSeconds));
    }

    [Fact]
    public void A_window_in_which_nothing_ended_keeps_no_limit_on_times()
    {
        var result = Assert.Single(ThresholdParser.Parse("p95 < 1s in every 10s").Test(Subject(Window(0, 100, 200), Window(10, 0, 0))));

        Assert.Equal((false, 1, 10.0), (result.Passed, result.WindowsKept, result.WorstWindowStartSeconds));
        Assert.Null(result.Actual);
        Assert.Equal("Aggregated: nothing ended in the worst of 2 windows of 10s, from 10s on; not kept in 1: p95 < 1s in every 10s.", result.Message);
    }

    [Theory]
    [InlineData("p95 < 1s in every 10s", false)]
    [InlineData("requests >= 100 in every 10s", true)]
    public void A_window_of_which_most_batches_failed_keeps_no_limit_on_times(string text, bool passed)
    {
        var refusing = Window(10, 100, 20) with { Failures = 63 };

        var result = Assert.Single(ThresholdParser.Parse(text).Test(Subject(Window(0, 100, 200), refusing)));

        Assert.Equal((passed, passed ? 2 : 1), (result.Passed, result.WindowsKept));
        Assert.Equal(!passed, result.Message.Contains("p95 is 20 ms, but 63 % of the batches failed in the worst", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_whole_window_nothing_is_kept()
    {
        var result = Assert.Single(ThresholdParser.Parse("failures = 0 in every 10s").Test(Subject()));

        Assert.Equal((false, 0), (result.Passed, result.Windows));
    }

    [Theory]
    [InlineData(0, 40, new[] { 0.0, 10, 20, 30 })]
    [InlineData(7, 47, new[] { 7.0, 17, 27, 37 })]
    [InlineData(7.3, 47.3, new[] { 8.0, 18, 28 })]
    public void Windows_begin_with_the_measured_part_so_that_an_odd_warm_up_leaves_no_part_without_one(double from, double to, double[] starts)
    {
        var timeline = new MeasuredTimeline(TimeSpan.FromSeconds(10));
        timeline.Note("run", Start, Start.AddSeconds(from), Start.AddSeconds(to));
        for (var second = 0; second < 50; second++)
        {
            timeline.Record(new BatchResult
            {
                RunId = "run",
                Name = "students-batch-1",
                Scenario = "students",
                Resource = "students",
                Phase = second < from ? RunPhase.WarmUp : RunPhase.Measured,
                ScheduledAt = Start.AddSeconds(second),
                StartedAt = Start.AddSeconds(second),
                ScheduledAfterMs = second * 1000,
                ResponseTimeMs = 10,
                ServiceTimeMs = 10,
                Success = true,
            });
        }

        var windows = timeline.Windows().Where(static w => w.Name == BatchMetrics.AggregatedName).ToList();

        Assert.Equal(starts, windows.Select(static w => w.StartSeconds));
        Assert.All(windows, static w => Assert.Equal(10, w.Requests));
    }

    [Fact]
    public void Only_windows_that_lie_wholly_in_the_measured_part_are_looked_at()
    {
        var timeline = new MeasuredTimeline(TimeSpan.FromSeconds(1));
        timeline.Note("run", Start, Start.AddSeconds(1.5), Start.AddSeconds(5));
        for (var tenth = 0; tenth < 60; tenth++)
        {
            timeline.Record(new BatchResult
            {
                RunId = "run",
                Name = "students-batch-1",
                Scenario = "students",
                Resource = "students",
                Phase = RunPhase.Measured,
                ScheduledAt = Start.AddSeconds(tenth / 10.0),
                StartedAt = Start.AddSeconds(tenth / 10.0),
                ScheduledAfterMs = tenth * 100,
                ResponseTimeMs = 10,
                ServiceTimeMs = 10,
                Success = true,
            });
        }

        Assert.Equal([2, 3, 4], timeline.Windows().Where(static w => w.Name == BatchMetrics.AggregatedName).Select(static w => w.StartSeconds));
    }

    [Fact]
    public void Each_run_is_judged_by_its_own_windows()
    {
        BatchMetrics[] rows = [new() { Name = BatchMetrics.AggregatedName, RunId = "run", Requests = 1 }, new() { Name = BatchMetrics.AggregatedName, RunId = "short", Requests = 1 }];

        var results = ThresholdParser.Parse("p95 < 1s in every 10s").Test(new ThresholdSubject(rows, _ => [Window(0, 100, 200)]));

        Assert.Equal([("run", true, 1), ("short", false, 0)], results.Select(static r => (r.RunId, r.Passed, r.Windows!.Value)));
    }

    [Theory]
    [InlineData(1500, 1)]
    [InlineData(1000, 2)]
    [InlineData(3000, 2)]
    public void Windows_that_a_runs_intervals_do_not_add_up_to_are_refused(int milliseconds, int intervalSeconds)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ThresholdSubject.RequireWhole(TimeSpan.FromMilliseconds(milliseconds), intervalSeconds, "run"));

        Assert.Equal("ThresholdWindowNotPossible", problem.ErrorId);
        ThresholdSubject.RequireWhole(TimeSpan.FromSeconds(4), intervalSeconds, "run");
    }

    /// <summary>Intervals of 4 s begin at 0, 4, 8 …: the first window begins with the first of them that lies in the measured part.</summary>
    [Theory]
    [InlineData(0, 8, new[] { 0.0, 8, 16, 24, 32 })]
    [InlineData(1, 8, new[] { 4.0, 12, 20, 28 })]
    [InlineData(4, 8, new[] { 4.0, 12, 20, 28 })]
    [InlineData(4.05, 4, new[] { 4.0, 8, 12, 16, 20, 24, 28, 32, 36 })]
    [InlineData(4.5, 4, new[] { 8.0, 12, 16, 20, 24, 28, 32, 36 })]
    [InlineData(7.9, 8, new[] { 8.0, 16, 24, 32 })]
    [InlineData(33, 8, new double[0])]
    public void The_first_window_of_a_run_with_wide_intervals_begins_where_one_of_them_does(double from, int width, double[] starts)
    {
        var points = Enumerable.Range(0, 10).Select(static i => new IntervalPoint { StartSeconds = 4 * i, WidthSeconds = 4, Clients = 1, Batches = 4 }).ToList();
        var document = new RunDocument
        {
            RunId = "run",
            StartedAt = Start,
            MeasuredFrom = Start.AddSeconds(from),
            MeasuredTo = Start.AddSeconds(40),
            EndedAt = Start.AddSeconds(40),
            Server = new Uri("http://dms.test/"),
            Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-1"] },
            Environment = new ClientEnvironment(),
            Verdict = new VerdictReport { Verdict = RunVerdict.Valid },
            Totals = new RunTotals(),
            Metrics = [],
            Intervals = points,
        };
        var run = new StoredRun(document, new ArchivedParts { Thresholds = new VerdictThresholds(), IntervalSeconds = 4, Intervals = [], Names = [] });

        var windows = ThresholdSubject.WindowsOf(run, TimeSpan.FromSeconds(width)).Where(static w => w.Name == BatchMetrics.AggregatedName).ToList();

        Assert.Equal(starts, windows.Select(static w => w.StartSeconds));
        Assert.All(windows, w => Assert.Equal((width, width), (w.WidthSeconds, w.Requests)));
    }

    [Fact]
    public void A_run_with_more_windows_than_are_kept_is_not_held_against_longer_ones()
    {
        var timeline = new MeasuredTimeline(TimeSpan.FromSeconds(1));
        foreach (var second in new[] { 0, MetricsTimeline.MaxIntervals })
        {
            timeline.Record(new BatchResult
            {
                RunId = "run",
                Name = "students-batch-1",
                Scenario = "students",
                Resource = "students",
                Phase = RunPhase.Measured,
                ScheduledAt = Start.AddSeconds(second),
                ScheduledAfterMs = second * 1000,
            });
        }

        Assert.Equal("ThresholdWindowNotPossible", Assert.Throws<BatchPerfException>(() => timeline.Windows().ToList()).ErrorId);
    }

    private static ThresholdSubject Subject(params BatchIntervalMetrics[] windows) =>
        new([new BatchMetrics { Name = BatchMetrics.AggregatedName, Requests = 1 }], _ => windows);

    private static BatchIntervalMetrics Window(double start, long requests, double ms) => new()
    {
        RunId = "run",
        Name = BatchMetrics.AggregatedName,
        StartSeconds = start,
        WidthSeconds = 10,
        Requests = requests,
        P95Ms = requests == 0 ? null : ms,
        MaxMs = requests == 0 ? null : ms,
    };
}
