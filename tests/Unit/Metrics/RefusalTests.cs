using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Metrics;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Unit.Comparison;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>No figure gets better because a server refuses.</summary>
public sealed class RefusalTests
{
    private static readonly DateTimeOffset From = Samples.Start;

    [Fact]
    public void Times_are_those_of_successes_and_failures_have_their_own()
    {
        var row = Row(succeeded: 370, refused: 630);

        Assert.Equal(60, row.P50Ms!.Value, 0.1);
        Assert.Equal(60, row.MeanMs!.Value, 0.1);
        Assert.Equal(60, row.ServiceP99Ms!.Value, 0.1);
        Assert.Equal(6, row.TripleMeanMs!.Value, 0.1);
        Assert.Equal(1, row.FailureP50Ms!.Value, 0.1);
        Assert.Equal(1, row.FailureMaxMs!.Value, 0.1);
        Assert.Equal(TimesOf.Successes, row.TimesOf);
    }

    [Fact]
    public void Where_nothing_succeeded_there_is_no_time()
    {
        var row = Row(succeeded: 0, refused: 100);

        Assert.All(MetricTable.All.Where(static m => m.Times is MetricTimes.Response or MetricTimes.Service), m => Assert.Null(m.Read(row)));
        Assert.Null(row.TripleMeanMs);
        var result = ThresholdParser.Parse("p95 < 1s").Test(row);
        Assert.False(result.Passed);
        Assert.Contains("nothing succeeded", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(370, 630, "p50 < 50ms")]
    [InlineData(370, 630, "p50 < 500ms")]
    [InlineData(370, 630, "committedOperationsPerSecond > 1")]
    [InlineData(490, 510, "serviceP95 < 1s")]
    [InlineData(490, 510, "tripleMean < 1s")]
    public void A_limit_on_time_or_rate_is_not_kept_where_most_batches_failed(int succeeded, int refused, string limit) =>
        Assert.False(ThresholdParser.Parse(limit).Test(Row(succeeded, refused)).Passed);

    [Fact]
    public void A_limit_on_time_is_kept_by_what_succeeded() => Assert.True(ThresholdParser.Parse("p50 < 70ms").Test(Row(900, 100)).Passed);

    [Fact]
    public void Merged_times_are_weighted_by_successes()
    {
        var merger = new MetricsMerger();
        merger.Add([Row(100, 900, ms: 100, run: "a")], "a");
        merger.Add([Row(300, 0, ms: 20, run: "b")], "b");

        var row = merger.Merge()[^1];

        Assert.Equal(40, row.MeanMs!.Value, 0.1);
        Assert.Equal(1, row.FailureP50Ms!.Value, 0.1);
        Assert.Equal(TimesOf.Successes, row.TimesOf);
    }

    [Fact]
    public void A_search_for_capacity_has_a_limit_on_failures_given_or_not()
    {
        Assert.Contains(CapacityThresholds.Parse(["p95 < 250ms"]), static t => t.Text == "failureRate < 1%");
        Assert.Contains(CapacityThresholds.Parse(["failureP95 < 250ms"]), static t => t.Text == "failureRate < 1%");
        Assert.Equal("failureRate < 5%", Assert.Single(CapacityThresholds.Parse(["failureRate < 5%"])).Text);
    }

    [Fact]
    public void A_load_of_which_three_quarters_are_refused_at_once_is_not_held()
    {
        var trial = new CapacityTrial { Metrics = Row(400, 1200), Verdict = new VerdictReport { Verdict = RunVerdict.Valid }, Open = true };

        Assert.Equal(CapacityOutcome.Broken, CapacityJudge.Judge(trial, CapacityThresholds.Parse(["p95 < 250ms"])).Outcome);
    }

    [Fact]
    public void A_candidate_that_refuses_is_not_faster()
    {
        var rows = Compare(MadeRuns.Document("b", ms: 1, failureRate: 0.63, committed: 370));

        Assert.DoesNotContain(rows, static r => r.Verdict == ComparisonVerdict.Faster);
        Assert.DoesNotContain(rows, static r => r.Direction == ComparisonVerdict.Faster);
        Assert.Contains(rows, static r => r.Metric == "p50" && r.Message.Contains("failure rates differ (0 % and 63 %)", StringComparison.Ordinal));
    }

    [Fact]
    public void Mixed_times_of_version_0_1_prove_nothing()
    {
        var old = MadeRuns.Document("b", ms: 1, failureRate: 0.001, timesOf: TimesOf.All);

        Assert.Contains(Compare(old), static r => r.Metric == "p50" && r.Verdict == ComparisonVerdict.Unproven && r.Message.Contains("mixed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_of_which_nothing_succeeded_has_no_times_in_the_locust_files()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        metrics.Record(Samples.NotAttempted());
        using var stream = new MemoryStream();

        LocustStatsCsv.Write(stream, metrics.NameSnapshots(), TimeSpan.FromSeconds(1));

        var cells = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1].Split(',');
        Assert.Equal(["1", "1", "N/A", "N/A", "N/A", "N/A"], cells[2..8]);
        Assert.All(cells[11..], static c => Assert.Equal("N/A", c));
    }

    [Theory]
    [InlineData(0.3, 60.0, "a breaker or limiter")]
    [InlineData(40.0, 60.0, "Half of the answers with a failure took 40 ms or less.")]
    [InlineData(0.3, null, "nothing succeeded")]
    [InlineData(null, null, "Nothing was answered with a status.")]
    [InlineData(null, 60.0, "No failure was answered with a status.")]
    public void A_server_that_mostly_refused_gets_a_verdict_of_its_own(double? failed, double? success, string words)
    {
        var report = VerdictJudge.Judge(new ClientHealth
        {
            WindowSeconds = 60, Batches = 10_000, Failures = 7_500, FailureKind = ErrorKind.Throttled, FailuresOfKind = 7_400, FailuresSinceSeconds = 12, FailureP50Ms = failed, ResponseMinMs = success,
        });

        Assert.Equal(RunVerdict.Refused, report.Verdict);
        Assert.StartsWith("75 % of the batches failed, 7,400 of 7,500 as Throttled, from second 12 of the run on; the limit is 50 %.", report.Reasons[0], StringComparison.Ordinal);
        Assert.Contains(words, report.Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1, ", from second 12 of the run on; ")]
    [InlineData(42.04, 1, ", from second 12 to second 42 of the run; ")]
    [InlineData(42.04, 3, ", from second 12 to second 42 of the run, the last of 3 such stretches; ")]
    [InlineData(null, 2, ", from second 12 of the run on, the last of 2 such stretches; ")]
    public void A_breaker_that_closed_again_does_not_refuse_to_the_end(double? until, int stretches, string words)
    {
        var report = VerdictJudge.Judge(new ClientHealth
        {
            WindowSeconds = 60, Batches = 100, Failures = 90, FailureKind = ErrorKind.ServerError, FailuresOfKind = 90,
            FailuresSinceSeconds = 12, FailuresUntilSeconds = until, FailureStretches = stretches,
        });

        Assert.Contains(words, report.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_refused_for_a_while_is_told_of_beside_the_verdict()
    {
        var health = new ClientHealth
        {
            WindowSeconds = 120, Batches = 12_000, Failures = 3_000, FailureKind = ErrorKind.ServerError, FailuresOfKind = 3_000,
            FailuresSinceSeconds = 40, FailuresUntilSeconds = 70, FailureStretches = 1, FailureP50Ms = 0.4, ResponseMinMs = 60, RetryAfterSeconds = 30,
        };

        var report = VerdictJudge.Judge(health);

        Assert.Equal(RunVerdict.Valid, report.Verdict);
        Assert.Equal(
            "For a while most batches failed, most often as ServerError, from second 40 to second 70 of the run. Half of the answers with a failure took 0.4 ms "
                + "or less, and the fastest success 60 ms: a breaker or limiter refused them. The server asked to wait for up to 30 s (Retry-After).",
            report.Notes[0]);
        Assert.Empty(VerdictJudge.Judge(health with { FailuresSinceSeconds = null }).Notes);
    }

    /// <summary>What was cut off is no success, and what was not answered is no refusal, however short or long it took.</summary>
    [Fact]
    public void How_fast_refusals_came_is_told_by_answers_alone()
    {
        var metrics = new MetricsAccumulator(stripes: 2);
        metrics.Record(Samples.Committed(60));
        metrics.Record(Samples.Committed(70, RunPhase.Drain));
        metrics.Record(Samples.Committed(2, RunPhase.WarmUp));
        metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 0.5, phase: RunPhase.Drain));
        for (var i = 0; i < 20; i++)
        {
            metrics.Record(Samples.Unknown(ErrorKind.ClientResources, ms: 0.1));
            metrics.Record(Samples.Unknown(ErrorKind.ConnectionFailed, ms: 0.2));
            metrics.Record(Samples.Unknown(ErrorKind.Timeout, ms: 100_000));
        }

        Assert.Equal(new AnswerTimes(60, null), metrics.Answers());
        metrics.Record(Samples.NotAttempted(ms: 1));
        metrics.Record(Samples.FailedAt(0, ms: 8, name: "sections-batch-10"));
        metrics.Record(Samples.FailedAt(0, ms: 9, name: "sections-batch-10"));
        var (success, failure) = metrics.Answers();

        Assert.Equal((60, 8), (success, Math.Round(failure!.Value, 1)));
        Assert.Equal(60, metrics.Snapshot()[^1].MinMs);
    }

    [Fact]
    public void The_verdict_says_how_long_the_server_asked_to_wait() => Assert.EndsWith(
        "The server asked to wait for up to 30 s (Retry-After).",
        VerdictJudge.Judge(new ClientHealth { Batches = 100, Failures = 90, FailureKind = ErrorKind.Throttled, FailuresOfKind = 90, RetryAfterSeconds = 30 }).Reasons[0],
        StringComparison.Ordinal);

    [Fact]
    public void Times_of_failures_are_in_the_operations_file()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        metrics.Record(Samples.Committed(60));
        metrics.Record(Samples.FailedAt(0, ms: 2));
        metrics.Record(Samples.FailedAt(0, ms: 8));
        metrics.Record(Samples.Committed(60, name: "sections-batch-10"));
        using var stream = new MemoryStream();

        OperationsCsv.Write(stream, metrics.LedgerRows(), metrics.Snapshot());

        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",FailureP50Ms,FailureP95Ms,FailureMaxMs", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Where(static l => l.StartsWith("students", StringComparison.Ordinal)), static l => Assert.EndsWith(",2,8,8", l, StringComparison.Ordinal));
        Assert.All(lines.Where(static l => l.StartsWith("sections", StringComparison.Ordinal)), static l => Assert.EndsWith(",,,", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Times_of_failures_are_there_by_interval()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        timeline.Record(Samples.Committed(60));
        timeline.Record(Samples.FailedAt(0, ms: 2));
        timeline.Record(Samples.FailedAt(0, ms: 8));

        var row = timeline.Rows().Last();

        Assert.Equal((60.0, 2.0, 8.0, 5.0), (Math.Round(row.P50Ms!.Value), row.FailureP50Ms!.Value, row.FailureMaxMs!.Value, row.FailureMeanMs!.Value));
    }

    [Fact]
    public void Percentiles_of_failures_are_there_by_interval_from_results_and_from_a_run()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        var metrics = new MetricsAccumulator(stripes: 1);
        for (var ms = 1; ms <= 100; ms++)
        {
            timeline.Record(Samples.FailedAt(0, ms: ms));
            metrics.Record(Samples.FailedAt(0, ms: ms));
        }

        var fromResults = timeline.Rows().Last();
        var fromRun = new IntervalSeries().Sample(TimeSpan.FromSeconds(1), metrics.NameSnapshots(), clients: 1, inFlight: 0);
        var stored = System.Text.Json.JsonSerializer.Deserialize<IntervalPoint>(System.Text.Json.JsonSerializer.Serialize(fromRun))!;

        double[] expected = [50, 95, 99, 100];
        Assert.Equal(expected, Figures(fromResults.FailureP50Ms, fromResults.FailureP95Ms, fromResults.FailureP99Ms, fromResults.FailureMaxMs));
        Assert.Equal(expected, Figures(fromRun.FailureP50Ms, fromRun.FailureP95Ms, fromRun.FailureP99Ms, fromRun.FailureMaxMs));
        Assert.Equal(expected, Figures(stored.FailureP50Ms, stored.FailureP95Ms, stored.FailureP99Ms, stored.FailureMaxMs));

        static IEnumerable<double> Figures(params double?[] figures) => figures.Select(static f => Math.Round(f!.Value));
    }

    private static IReadOnlyList<BatchComparison> Compare(RunDocument candidate) =>
        new RunComparer([ComparedRun.Of(MadeRuns.Document("a", ms: 60))], [ComparedRun.Of(candidate)], new ComparisonOptions()).Compare();

    private static BatchMetrics Row(int succeeded, int refused, double ms = 60, string run = "run0000000001")
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        for (var i = 0; i < succeeded; i++)
        {
            metrics.Record(Samples.Committed(ms, runId: run));
        }

        for (var i = 0; i < refused; i++)
        {
            metrics.Record(Samples.NotAttempted(run));
        }

        return metrics.Snapshot(new MeasuredWindow(From, TimeSpan.FromSeconds(40)))[^1];
    }
}
