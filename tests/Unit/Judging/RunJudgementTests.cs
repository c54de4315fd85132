using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Judging;
using EdFi.BatchPerf.Unit.Comparison;

namespace EdFi.BatchPerf.Unit.Judging;

/// <summary>Good or bad, and the words for it, which every place that judges a run takes from here.</summary>
public sealed class RunJudgementTests
{
    private static readonly BatchThresholdResult Kept = Limit("p95 < 250ms", passed: true);
    private static readonly BatchThresholdResult Broken = Limit("p95 < 1ms", passed: false);
    private static readonly BatchThresholdResult Untested = Limit("p95 < 1ms", passed: false) with { Actual = null };
    private static readonly BatchThresholdResult FailuresKept = Limit("failureRate < 20%", passed: true);
    private static readonly BatchThresholdResult FailuresBroken = Limit("failureRate < 1%", passed: false);
    private static readonly BatchPerfException NoRow = new("RequestNameUnknown", ProblemKind.InvalidInput, "No row is named x.", "");

    public static TheoryData<object, BatchThresholdResult[], string> Failures => new()
    {
        { Run(failed: 0), [Kept], "Good: The limit is kept." },
        { Run(failed: 1), [Kept], "Good, with a doubt: The limit is kept. But 1 of 1,000 batches failed (0.1 %), and no limit on failures was given." },
        { Run(failed: 49), [Kept, Kept], "Good, with a doubt: Both limits are kept. But 49 of 1,000 batches failed (4.9 %), and no limit on failures was given." },
        { Run(failed: 50), [Kept, Kept], "Bad: 50 of 1,000 batches failed (5 %), and no limit on failures was given. Both limits are kept." },
        { Run(failed: 500), [Kept, Kept], "Bad: 500 of 1,000 batches failed (50 %), and no limit on failures was given. Both limits are kept." },
        { Run(failed: 500), [Kept, Broken], "Bad: 500 of 1,000 batches failed (50 %), and no limit on failures was given. 1 of 2 limits is not kept." },
        { Run(failed: 300), [Kept, FailuresBroken], "Bad: 300 of 1,000 batches failed (30 %). 1 of 2 limits is not kept." },
        { Run(failed: 49), [Kept, FailuresBroken], "Bad: 1 of 2 limits is not kept." },
        { Run(failed: 50), [], "Bad: 50 of 1,000 batches failed (5 %), and no limit on failures was given." },
        { Run(failed: 49), [], "Not judged: Neither limits nor a baseline were given." },
        { Run(failed: 150), [Kept, FailuresKept], "Good: Both limits are kept." },
        { Run(failed: 600), [Kept, FailuresKept], "Bad: 600 of 1,000 batches failed (60 %). Both limits are kept." },
        { Run(failed: 1000), [], "Bad: All 1,000 batches failed." },
        { Run(failed: 1000), [Broken], "Bad: All 1,000 batches failed. The limit is not kept." },
        { Run(failed: 1000) with { TestType = TestType.Volume }, [], "Bad: All 1,000 requests failed." },
        { Run(failed: 1, batches: 1), [], "Bad: The only batch failed." },
        { Run(failed: 100) with { FailDeliberately = true }, [Kept], "Good, with a doubt: The limit is kept. But 100 of 1,000 batches failed (10 %), and no limit on failures was given." },
        { Run(failed: 160) with { FailDeliberately = true }, [Kept], "Bad: 160 of 1,000 batches failed (16 %), and no limit on failures was given. The limit is kept." },
        { Run(failed: 0, batches: 0), [Kept], "No answer: No batch has ended, so there is nothing to judge." },
        { new JudgedFacts(TestType.BatchVolume, new RunTotals { Batches = 8, Canceled = 8 }, RunVerdict.Valid, StopReason.Canceled, false), [], "Bad: None of 8 batches succeeded. It ended early: it was cancelled, by Ctrl+C, a signal or the end of its pipeline." },
        { Run(failed: 2, batches: 2), [Kept, Kept, Kept], "Bad: Both batches failed. All 3 limits are kept." },
        { Run(failed: 0) with { Totals = new RunTotals { Batches = 1, Canceled = 1 } }, [], "Bad: The only batch did not succeed." },
        { Run(failed: 0) with { Totals = new RunTotals { Batches = 2, Canceled = 2 } }, [], "Bad: Neither batch succeeded." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failures_come_first_and_no_run_with_many_is_good_unless_a_limit_allows_them(object run, BatchThresholdResult[] limits, string says) =>
        Assert.Equal(says, $"{RunJudgement.Of((JudgedFacts)run, limits, limitProblem: null, baseline: null)}");

    [Theory]
    [InlineData(RunVerdict.TooShort, JudgementTone.Doubt, "Good, with a doubt: The limit is kept. But the verdict is Too short: the run was too short, or had too few samples, for the percentiles shown.")]
    [InlineData(RunVerdict.ClientLimited, JudgementTone.Doubt, "Not known: The limit is kept. But the verdict is Client limited: the load generator was the limit, so the figures describe it and not the server.")]
    [InlineData(RunVerdict.Valid, JudgementTone.Good, "Good: The limit is kept.")]
    public void A_doubtful_verdict_makes_no_run_good(RunVerdict verdict, object tone, string says)
    {
        var judgement = RunJudgement.Of(Run() with { Verdict = verdict }, [Kept], limitProblem: null, baseline: null);

        Assert.Equal(((JudgementTone)tone, says), (judgement.Tone, $"{judgement}"));
    }

    [Theory]
    [InlineData(StopReason.FailureRate, true)]
    [InlineData(StopReason.ExistingDocument, true)]
    [InlineData(StopReason.Fault, true)]
    [InlineData(StopReason.LeaseExpired, true)]
    [InlineData(StopReason.Duration, false)]
    public void A_run_that_a_problem_ended_is_bad_whatever_its_limits_say(StopReason reason, bool bad)
    {
        var judgement = RunJudgement.Of(Run() with { StopReason = reason }, [Kept], limitProblem: null, baseline: null);

        Assert.Equal(bad ? JudgementTone.Bad : JudgementTone.Good, judgement.Tone);
        Assert.Equal(bad ? StopWords.All[reason].Sentence + " The limit is kept." : "The limit is kept.", judgement.Sentence);
    }

    [Fact]
    public void Limits_that_could_not_be_tested_leave_a_run_unknown_and_broken_ones_make_it_bad()
    {
        Assert.Equal("Not known: 1 of 2 limits could not be tested.", Of([Kept, Untested]));
        Assert.Equal("Not known: The limit could not be tested.", Of([Untested]));
        Assert.Equal("Not known: Neither limit could be tested.", Of([Untested, Untested]));
        Assert.Equal("Not known: None of 3 limits could be tested.", Of([Untested, Untested, Untested]));
        Assert.Equal("Bad: The limit is not kept.", Of([Broken]));
        Assert.Equal("Bad: Neither limit is kept.", Of([Broken, Broken]));
        Assert.Equal("Bad: None of 3 limits is kept.", Of([Broken, Broken, Broken]));
        Assert.Equal("Not known: A limit could not be tested.", Of([Kept], NoRow));
        Assert.Equal("Not known: The limits could not be tested.", Of([], NoRow));
        Assert.Equal("Bad: 1 of 3 limits is not kept.", Of([Kept, Untested, Broken]));
        Assert.Equal("Bad: 2 of 3 limits are not kept.", Of([Kept, Broken, Broken]));
    }

    [Theory]
    [InlineData(ComparisonVerdict.Slower, true, "Bad: The limit is kept, but the run is worse than the baseline.")]
    [InlineData(ComparisonVerdict.Slower, false, "Bad: The run is worse than the baseline.")]
    [InlineData(ComparisonVerdict.Faster, false, "Better than the baseline: No limits were given.")]
    [InlineData(ComparisonVerdict.Same, false, "As good as the baseline: No limits were given.")]
    [InlineData(ComparisonVerdict.Same, true, "Good: The limit is kept. Against the baseline: same.")]
    [InlineData(ComparisonVerdict.Unproven, false, "Not judged: No limits were given. Against the baseline: unproven.")]
    public void A_baseline_decides_with_the_limits_or_without(ComparisonVerdict verdict, bool limit, string says)
    {
        Assert.Equal(says, $"{RunJudgement.Of(Run(), limit ? [Kept] : [], limitProblem: null, Baseline(verdict))}");
    }

    [Fact]
    public void Every_verdict_and_every_reason_for_an_end_has_words()
    {
        Assert.Equal(Enum.GetValues<RunVerdict>().Order(), VerdictWords.All.Keys.Order());
        Assert.Equal(Enum.GetValues<StopReason>().Order(), StopWords.All.Keys.Order());
        Assert.Equal(Enum.GetValues<StopSource>().Order(), StopWords.Sources.Keys.Order());
    }

    [Theory]
    [InlineData(600.0, RunVerdict.Valid, 0, true, "Good, with a doubt: The limit is kept. But it ended early, after 10m: it was cancelled, by Ctrl+C, a signal or the end of its pipeline.")]
    [InlineData(600.4, RunVerdict.Valid, 1, true, "Good, with a doubt: The limit is kept. But 1 of 1,000 batches failed (0.1 %), and no limit on failures was given. And it ended early, after 10m: it was cancelled, by Ctrl+C, a signal or the end of its pipeline.")]
    [InlineData(0.25, RunVerdict.Unsteady, 0, true, "Good, with a doubt: The limit is kept. But it ended early, after 250ms: it was cancelled, by Ctrl+C, a signal or the end of its pipeline. And the verdict is Unsteady: throughput drifted across the measured window.")]
    [InlineData(null, RunVerdict.ClientLimited, 0, true, "Not known: The limit is kept. But it ended early: it was cancelled, by Ctrl+C, a signal or the end of its pipeline. And the verdict is Client limited: the load generator was the limit, so the figures describe it and not the server.")]
    [InlineData(90.0, RunVerdict.Valid, 0, false, "As good as the baseline: No limits were given. But it ended early, after 90s: it was cancelled, by Ctrl+C, a signal or the end of its pipeline.")]
    public void A_run_that_was_cancelled_is_not_simply_good(double? seconds, RunVerdict verdict, long failed, bool limit, string says)
    {
        var run = Run(failed) with { StopReason = StopReason.Canceled, Verdict = verdict, Length = seconds is { } s ? TimeSpan.FromSeconds(s) : null };

        var judgement = RunJudgement.Of(run, limit ? [Kept] : [], limitProblem: null, limit ? null : Baseline(ComparisonVerdict.Same));

        Assert.Equal((JudgementTone.Doubt, says), (judgement.Tone, $"{judgement}"));
    }

    public static TheoryData<object, BatchThresholdResult[], object, string> Stopped => new()
    {
        { Ended(StopSource.StopFile), [Kept, Kept], JudgementTone.Doubt, "Good, with a doubt: Both limits are kept. But it ended early, after 12s: its stop file was created." },
        { Ended(StopSource.Dashboard), [Kept], JudgementTone.Doubt, "Good, with a doubt: The limit is kept. But it ended early, after 12s: it was stopped on its dashboard." },
        { Ended(StopSource.Controller), [Kept], JudgementTone.Doubt, "Good, with a doubt: The limit is kept. But it ended early, after 12s: the fleet’s controller stopped it." },
        { Ended(null), [Kept], JudgementTone.Doubt, "Good, with a doubt: The limit is kept. But it ended early, after 12s: it was stopped on request." },
        { Ended(StopSource.StopFile), [Kept, Broken], JudgementTone.Bad, "Bad: 1 of 2 limits is not kept. It ended early, after 12s: its stop file was created." },
        { Ended(StopSource.StopFile, failed: 600), [Kept], JudgementTone.Bad, "Bad: 600 of 1,000 batches failed (60 %). The limit is kept. It ended early, after 12s: its stop file was created." },
        { Ended(StopSource.StopFile), [Untested], JudgementTone.Doubt, "Not known: The limit could not be tested. It ended early, after 12s: its stop file was created." },
        { Ended(StopSource.StopFile), [], JudgementTone.Open, "Not judged: Neither limits nor a baseline were given. It ended early, after 12s: its stop file was created." },
        { Ended(StopSource.StopFile) with { Totals = new(), Length = TimeSpan.Zero }, [Untested], JudgementTone.Doubt, "No answer: No batch has ended, so there is nothing to judge. It ended early: its stop file was created." },
    };

    [Theory]
    [MemberData(nameof(Stopped))]
    public void A_run_that_was_stopped_says_so_and_by_what_in_every_judgement(object run, BatchThresholdResult[] limits, object tone, string says)
    {
        var judgement = RunJudgement.Of((JudgedFacts)run, limits, limitProblem: null, baseline: null);

        Assert.Equal((tone, says), (judgement.Tone, $"{judgement}"));
    }

    public static TheoryData<StopReason, BatchThresholdResult[], BatchPerfException?, object, string> WithoutAnswers => new()
    {
        { StopReason.Duration, [], null, JudgementTone.Open, "No answer: No batch has ended, so there is nothing to judge." },
        { StopReason.Duration, [Untested], null, JudgementTone.Doubt, "No answer: No batch has ended, so there is nothing to judge." },
        { StopReason.Duration, [], NoRow, JudgementTone.Doubt, "No answer: No batch has ended, so there is nothing to judge." },
        { StopReason.Duration, [Broken], null, JudgementTone.Bad, "Bad: No batch has ended. The limit is not kept." },
        { StopReason.Fault, [], null, JudgementTone.Bad, "Bad: It was ended early: the load generator failed. No batch has ended." },
        { StopReason.ResultFileFailed, [Broken], null, JudgementTone.Bad, "Bad: It was ended early: results could not be written. No batch has ended. The limit is not kept." },
    };

    [Theory]
    [MemberData(nameof(WithoutAnswers))]
    public void A_run_without_an_answer_is_bad_where_a_problem_ended_it_and_never_proves_a_limit(
        StopReason reason, BatchThresholdResult[] limits, BatchPerfException? problem, object tone, string says)
    {
        var judgement = RunJudgement.Of(Run(batches: 0) with { StopReason = reason }, limits, problem, baseline: null);

        Assert.Equal(((JudgementTone)tone, says), (judgement.Tone, $"{judgement}"));
    }

    [Fact]
    public void A_limit_that_could_not_be_tested_is_not_called_one_that_was_not_given()
    {
        string Says(params BatchThresholdResult[] limits) => $"{RunJudgement.Of(Run(failed: 50), limits, NoRow, baseline: null)}";

        Assert.Equal("Bad: 50 of 1,000 batches failed (5 %), and the limits could not be tested.", Says());
        Assert.Equal("Bad: 50 of 1,000 batches failed (5 %), and a limit could not be tested.", Says(Kept));
    }

    private static BaselineFindings Baseline(ComparisonVerdict verdict) => new()
    {
        Baseline = MadeRuns.Document("r"),
        Rows =
        [
            new BatchComparison
            {
                Name = BatchMetrics.AggregatedName, Metric = "p95", Verdict = verdict, BaselineLoad = "", CandidateLoad = "", Message = "", DifferencePercent = 1,
            },
        ],
    };

    private static string Of(BatchThresholdResult[] limits, BatchPerfException? problem = null) => $"{RunJudgement.Of(Run(), limits, problem, baseline: null)}";

    private static JudgedFacts Ended(StopSource? by, long failed = 0) => Run(failed) with
    {
        StopReason = StopReason.StopRequested, StoppedBy = by, Length = TimeSpan.FromSeconds(12.6),
    };

    private static JudgedFacts Run(long failed = 0, long batches = 1000) => new(
        TestType.BatchVolume, new RunTotals { Batches = batches, Failed = failed, Succeeded = batches - failed }, RunVerdict.Valid, StopReason.Duration, FailDeliberately: false);

    private static BatchThresholdResult Limit(string text, bool passed) => new()
    {
        Threshold = text, Metric = text.Split(' ')[0], Limit = 1.0, Actual = 2.0, Name = BatchMetrics.AggregatedName, Passed = passed, Message = text,
    };
}
