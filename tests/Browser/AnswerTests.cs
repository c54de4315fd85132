using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Comparison;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>The first question of a report's reader: good or bad, against limits and a baseline.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AnswerTests(Chromium chromium) : IDisposable
{
    private readonly PageFile _page = new();

    public void Dispose() => _page.Dispose();

    [BrowserFact]
    public async Task Good_and_bad_are_told_by_limits_baseline_failures_and_verdict()
    {
        var good = new ReportFindings { Limits = [JudgedRun.Limit(passed: true), JudgedRun.Limit(passed: true)] };
        var table = new (string Word, string Says, RunDocument Run, ReportFindings Findings)[]
        {
            ("Good", "Both limits are kept.", JudgedRun.Of(), good),
            ("Good, with a doubt", "the verdict is Too short", JudgedRun.Of(verdict: RunVerdict.TooShort), good),
            ("Not known", "the load generator was the limit", JudgedRun.Of(verdict: RunVerdict.ClientLimited), good),
            ("Bad", "1 of 2 limits is not kept.", JudgedRun.Of(), good with { Limits = [JudgedRun.Limit(passed: true), JudgedRun.Limit(passed: false)] }),
            ("Not known", "1 of 2 limits could not be tested.", JudgedRun.Of(), good with { Limits = [JudgedRun.Limit(passed: true), JudgedRun.Untested()] }),
            ("Not known", "A limit could not be tested.", JudgedRun.Of(), good with { LimitProblem = new BatchPerfException("RequestNameUnknown", ProblemKind.InvalidInput, "No row is named x.", "") }),
            ("Bad", "600 of 1,000 batches failed (60 %).", JudgedRun.Of(failed: 600), good),
            ("Bad", "100 of 1,000 batches failed (10 %), and no limit on failures was given. Both limits are kept.", JudgedRun.Of(failed: 100), good),
            ("Bad", "All 1,000 batches failed.", JudgedRun.Of(failed: 1000), good),
            ("Bad", "Both limits are kept, but the run is worse than the baseline.", JudgedRun.Of(), good with { Baseline = JudgedRun.Against(ComparisonVerdict.Slower).Baseline }),
            ("Better than the baseline", "No limits were given.", JudgedRun.Of(), JudgedRun.Against(ComparisonVerdict.Faster, ComparisonVerdict.Same)),
            ("As good as the baseline", "No limits were given.", JudgedRun.Of(), JudgedRun.Against(ComparisonVerdict.Same, ComparisonVerdict.Same)),
            ("Not judged", "Against the baseline: unproven.", JudgedRun.Of(), JudgedRun.Against(ComparisonVerdict.Unproven)),
            ("Not judged", "Neither limits nor a baseline were given.", JudgedRun.Of(), new ReportFindings()),
            ("No answer", "nothing to judge", JudgedRun.Of() with { Totals = new RunTotals(), Metrics = [], Intervals = [], Ledger = [] }, new ReportFindings()),
        };
        foreach (var (word, says, run, findings) in table)
        {
            await using var opened = await _page.OpenAsync(chromium, run, findings);
            Assert.Equal(word, await opened.TextAsync("#answer-word"));
            Assert.Contains(says, await opened.TextAsync("#answer-line"), StringComparison.Ordinal);
            Assert.Empty(opened.Problems);
        }
    }

    [BrowserFact]
    public async Task Without_limits_the_page_says_how_they_are_given_and_a_baseline_is_named()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of());

        Assert.Contains("""Threshold "p95 < 250ms", "failureRate < 1%" """.TrimEnd(), await opened.TextAsync("#limit-line"), StringComparison.Ordinal);
        Assert.Contains("Baseline earlier.run.json", await opened.TextAsync("#baseline-line"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_mean_with_batches_cut_off_in_it_is_a_lower_bound_wherever_it_stands()
    {
        foreach (var (censored, from, mean, p99) in new[] { (0L, (double?)null, false, false), (1, null, true, false), (1, 99, true, true), (10, 90, true, true) })
        {
            await using var opened = await _page.OpenAsync(
                chromium,
                JudgedRun.Of() with { Metrics = [Row("students-batch-10"), Row(BatchMetrics.AggregatedName)] });

            var response = await opened.TextAsync("[data-table=response]");
            var figures = await opened.TextAsync("#figures");
            Assert.Equal((mean, mean), (figures.Contains("mean ≥ 31", StringComparison.Ordinal), response.Contains("≥ 31", StringComparison.Ordinal)));
            Assert.Equal((p99, p99), (figures.Contains("≥ 777", StringComparison.Ordinal), response.Contains("≥ 777", StringComparison.Ordinal)));
            Assert.Equal(p99, figures.Contains("p99.9 ≥ 888", StringComparison.Ordinal));
            Assert.Equal(from <= 90, figures.Contains("p90 ≥ 555", StringComparison.Ordinal));
            Assert.Equal(mean, await opened.Page.Locator("#censored").IsVisibleAsync());
            Assert.Empty(opened.Problems);

            BatchMetrics Row(string name) => new()
            {
                Name = name, Requests = 100, Censored = censored, CensoredFromPercentile = from, WindowSeconds = 35, MeanMs = 31, P90Ms = 555, P99Ms = 777, P999Ms = 888,
            };
        }
    }

    [BrowserFact]
    public async Task Limits_are_listed_as_kept_not_kept_and_not_tested()
    {
        await using var opened = await _page.OpenAsync(
            chromium, JudgedRun.Of(), new ReportFindings { Limits = [JudgedRun.Limit(passed: true), JudgedRun.Limit(passed: false), JudgedRun.Untested()] });

        Assert.Equal(
            ["✓ kept", "p95 < 250ms", "Aggregated: p95 is 60 ms", "✗ not kept", "p95 < 250ms", "Aggregated: p95 is 60 ms", "? not tested", "p95 < 250ms", "Aggregated: No batch was measured"],
            await opened.Page.Locator("[data-table=limits] tbody :is(th, td)").AllInnerTextsAsync());
    }

    [BrowserFact]
    public async Task The_baseline_s_verdict_names_the_figures_that_prove_it()
    {
        var table = new (string Word, string Says, ComparisonVerdict[] Verdicts)[]
        {
            ("Worse", "Worse than the baseline in Committed operations/s (−20.0 %).", [ComparisonVerdict.Slower, ComparisonVerdict.Unproven]),
            ("Mixed", "better in Response time p50 (−20.0 %).", [ComparisonVerdict.Slower, ComparisonVerdict.Faster]),
            ("Better", "no figure is proven worse", [ComparisonVerdict.Faster, ComparisonVerdict.Unproven]),
            ("Same", "No figure differs", [ComparisonVerdict.Same, ComparisonVerdict.Same]),
            ("Unproven", "prove neither", [ComparisonVerdict.Same, ComparisonVerdict.Unproven]),
        };
        foreach (var (word, says, verdicts) in table)
        {
            await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of(), JudgedRun.Against(verdicts));
            Assert.Equal(word, await opened.TextAsync("#baseline-word"));
            Assert.Contains(says, await opened.TextAsync("#baseline-line"), StringComparison.Ordinal);
            Assert.Equal(verdicts.Length, await opened.Page.Locator("[data-table=baseline] tbody tr").CountAsync());
            Assert.Contains("The baseline is run earlier of 1970-01-01", await opened.TextAsync("#baseline-warnings"), StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public async Task A_baseline_that_cannot_be_compared_says_why()
    {
        var problem = new BatchPerfException("PlansNotComparable", ProblemKind.InvalidInput, "The baseline's loop is closed and the candidate's open.", "Compare runs of one kind of load.");
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of(), new ReportFindings { Baseline = new BaselineFindings { Baseline = JudgedRun.Of(), Problem = problem } });

        Assert.Equal("Not comparable", await opened.TextAsync("#baseline-word"));
        Assert.Contains("the candidate's open. Compare runs of one kind of load.", await opened.TextAsync("#baseline-line"), StringComparison.Ordinal);
        Assert.False(await opened.Page.Locator("[data-table=baseline]").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Many_failures_come_before_everything_else_and_few_do_not()
    {
        await using var many = await _page.OpenAsync(chromium, JudgedRun.Of(failed: 1000));
        Assert.Equal("All 1,000 batches failed", await many.TextAsync("#alarm-title"));
        Assert.StartsWith("Most often (1,000 times): 400 Validation: Descriptor is unknown.", await many.TextAsync("#alarm-line"), StringComparison.Ordinal);
        Assert.Equal(["alarm", "answer", "measured", "verdict", "failures"], (await VisibleSectionsAsync(many.Page)).Take(5));

        await using var almost = await _page.OpenAsync(
            chromium, JudgedRun.Of() with { Totals = new RunTotals { Batches = 20_000, Failed = 19_999, Succeeded = 1 } });
        Assert.Equal("19,999 of 20,000 batches failed (> 99.9 %)", await almost.TextAsync("#alarm-title"));

        await using var few = await _page.OpenAsync(chromium, JudgedRun.Of(failed: 10));
        Assert.False(await few.Page.Locator("#alarm").IsVisibleAsync());
        Assert.Equal("failures", (await VisibleSectionsAsync(few.Page))[^1]);
    }

    private static async Task<string[]> VisibleSectionsAsync(IPage page) =>
        await page.Locator("main > section:visible").EvaluateAllAsync<string[]>("sections => sections.map(section => section.id)");
}
