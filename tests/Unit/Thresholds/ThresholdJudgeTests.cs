using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Thresholds;

public sealed class ThresholdJudgeTests
{
    [Theory]
    [InlineData("p95 < 250ms", false)]
    [InlineData("p95 <= 250ms", true)]
    [InlineData("p95 >= 250ms", true)]
    [InlineData("p95 > 250ms", false)]
    [InlineData("p95 = 0.25s", true)]
    [InlineData("p95 != 250", false)]
    [InlineData("failureRate <= 1%", true)]
    [InlineData("failureRate < 1%", false)]
    [InlineData("committedOperationsPerSecond > 2000", true)]
    [InlineData("failures = 10", true)]
    [InlineData("verdict = Valid", true)]
    [InlineData("verdict != ClientLimited", true)]
    [InlineData("verdict = TooShort", false)]
    public void A_figure_is_held_against_its_limit(string text, bool passed)
    {
        Assert.Equal(passed, ThresholdParser.Parse(text).Test(Row()).Passed);
    }

    [Fact]
    public void The_result_says_what_was_found_and_what_was_asked_for()
    {
        var result = ThresholdParser.Parse("p95 < 100ms").Test(Row());

        Assert.Equal((250.0, 100.0, "p95", "Aggregated", "run0000000001"), ((double)result.Actual!, (double)result.Limit, result.Metric, result.Name, result.RunId));
        Assert.Equal("Aggregated: p95 is 250 ms, and 1 % of the batches failed; not kept: p95 < 100ms.", result.Message);
    }

    [Theory]
    [InlineData("p95 < 10s", false)]
    [InlineData("p95 <= 10s", false)]
    [InlineData("p95 = 250", false)]
    [InlineData("p95 != 260", false)]
    [InlineData("p95 > 100ms", true)]
    [InlineData("p95 >= 250ms", true)]
    [InlineData("serviceP95 < 10s", false)]
    [InlineData("max < 10s", false)]
    [InlineData("mean < 10s", false)]
    [InlineData("p50 < 10s", true)]
    [InlineData("min < 10s", true)]
    public void A_lower_bound_proves_no_upper_limit(string text, bool passed)
    {
        Assert.Equal(passed, ThresholdParser.Parse(text).Test(Row(censoredFrom: 95)).Passed);
    }

    [Theory]
    [InlineData("verdict = Valid")]
    [InlineData("verdict != ClientLimited")]
    public void A_verdict_that_nobody_made_is_never_a_good_one(string text)
    {
        var result = ThresholdParser.Parse(text).Test(Row(verdict: RunVerdict.NotKnown));

        Assert.False(result.Passed);
        Assert.Contains("nothing is known", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failureRate < 1%")]
    [InlineData("failures = 0")]
    [InlineData("p95 < 1s")]
    public void Nothing_measured_keeps_no_threshold(string text)
    {
        var result = ThresholdParser.Parse(text).Test(new BatchMetrics { Name = BatchMetrics.AggregatedName });

        Assert.False(result.Passed);
        Assert.Null(result.Actual);
    }

    /// <summary>A server that refuses fast is fast with the rest: time and rate alone would be praise.</summary>
    [Theory]
    [InlineData("p95 < 300ms", 0.004, "Aggregated: p95 is 250 ms; kept: p95 < 300ms.")]
    [InlineData("p95 < 300ms", 0.4, "Aggregated: p95 is 250 ms, and 40 % of the batches failed; kept: p95 < 300ms.")]
    [InlineData("p95 < 300ms", 0.6, "Aggregated: p95 is 250 ms, but 60 % of the batches failed; not kept: p95 < 300ms.")]
    [InlineData("committedOperationsPerSecond > 1", 0.4, "Aggregated: committedOperationsPerSecond is 2,500/s, and 40 % of the batches failed; kept: committedOperationsPerSecond > 1.")]
    [InlineData("failures < 11", 0.4, "Aggregated: failures is 10; kept: failures < 11.")]
    public void How_many_failed_is_said_beside_times_and_rates(string text, double rate, string message)
    {
        Assert.Equal(message, ThresholdParser.Parse(text).Test(Row(failureRate: rate)).Message);
    }

    private static BatchMetrics Row(double? censoredFrom = null, RunVerdict verdict = RunVerdict.Valid, double failureRate = 0.01) => new()
    {
        Name = BatchMetrics.AggregatedName,
        RunId = "run0000000001",
        Verdict = verdict,
        Requests = 1000,
        Failures = 10,
        FailureRate = failureRate,
        Censored = censoredFrom is null ? 0 : 60,
        CensoredFromPercentile = censoredFrom,
        CommittedOperationsPerSecond = 2500,
        TimesOf = TimesOf.Successes,
        MeanMs = 20,
        MinMs = 1,
        P50Ms = 20,
        P95Ms = 250,
        ServiceP95Ms = 240,
        MaxMs = 300,
    };
}
