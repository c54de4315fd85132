using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class CapacityJudgeTests
{
    private static readonly IReadOnlyList<BatchThreshold> Thresholds = [ThresholdParser.Parse("p95 < 250ms"), ThresholdParser.Parse("failureRate < 1%")];

    [Fact]
    public void A_run_that_keeps_its_thresholds_held() => Assert.Equal((CapacityOutcome.Held, ""), Judge(Trial()));

    [Fact]
    public void A_run_that_was_short_or_unsteady_may_hold() => Assert.Equal(CapacityOutcome.Held, Judge(Trial(RunVerdict.TooShort)).Outcome);

    [Theory]
    [InlineData(300, 0.0, "p95 is 300 ms; not kept")]
    [InlineData(100, 0.02, "failureRate is 2 %; not kept")]
    public void A_threshold_that_is_not_kept_breaks_it(double p95, double failures, string words)
    {
        var (outcome, reason) = Judge(Trial(p95: p95, failures: failures));

        Assert.Equal(CapacityOutcome.Broken, outcome);
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_broke_while_its_client_was_the_limit_says_nothing() =>
        Assert.Equal((CapacityOutcome.ClientLimited, "Why."), Judge(Trial(RunVerdict.ClientLimited, p95: 300)));

    [Fact]
    public void An_open_loop_that_held_although_its_client_was_slow_held_for_delays_are_in_its_times() =>
        Assert.Equal(CapacityOutcome.Held, Judge(Trial(RunVerdict.ClientLimited)).Outcome);

    [Fact]
    public void A_closed_loop_whose_client_was_the_limit_never_holds_for_it_sends_less() =>
        Assert.Equal(CapacityOutcome.ClientLimited, Judge(Trial(RunVerdict.ClientLimited) with { Open = false }).Outcome);

    [Fact]
    public void Arrivals_that_waited_for_a_client_although_answers_came_in_time_are_the_clients_doing()
    {
        var (outcome, reason) = Judge(Missed(Trial(RunVerdict.TargetMissed, p95: 900, serviceP95: 60)));

        Assert.Equal(CapacityOutcome.ClientLimited, outcome);
        Assert.Equal("Of 1,000 batches 400 were late because no client was free, and 5 were never sent. Answers came in time, once batches were sent: more may be in flight (ClientCount).", reason);
    }

    [Fact]
    public void Arrivals_that_waited_because_answers_were_slow_are_the_servers_doing() =>
        Assert.Equal(CapacityOutcome.Broken, Judge(Missed(Trial(RunVerdict.TargetMissed, p95: 900, serviceP95: 800))).Outcome);

    [Fact]
    public void A_load_that_was_not_sent_has_not_held_whatever_else_the_client_suffered() =>
        Assert.Equal(CapacityOutcome.ClientLimited, Judge(Missed(Trial(RunVerdict.ClientLimited))).Outcome);

    [Fact]
    public void Without_a_limit_on_times_a_target_that_was_missed_is_the_servers_doing() =>
        Assert.Equal(CapacityOutcome.Broken, CapacityJudge.Judge(Missed(Trial(RunVerdict.TargetMissed)), [ThresholdParser.Parse("failureRate < 1%")]).Outcome);

    [Fact]
    public void A_queue_that_grows_breaks_a_run_that_keeps_its_thresholds()
    {
        var (outcome, reason) = Judge(Trial(times: [.. Enumerable.Range(0, 10).Select(static i => 50.0 + (10 * i))]));

        Assert.Equal(CapacityOutcome.Broken, outcome);
        Assert.StartsWith("A queue was growing: response times rose by 94.7 % of their median", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 50.0, 51, 49, 50, 52, 180, 50, 49, 51, 50 })]
    [InlineData(new[] { 80.0, 60, 55, 52, 50, 50, 50, 50, 49, 49 })]
    [InlineData(new[] { 50.0, 50.5, 51, 51.5, 52, 52.5, 53, 53.5, 54, 54.5 })]
    [InlineData(new[] { 50.0, 200, 400 })]
    public void A_stall_a_warm_up_and_a_small_rise_are_no_growing_queue(double[] times) =>
        Assert.Equal(CapacityOutcome.Held, Judge(Trial(times: times)).Outcome);

    [Fact]
    public void Clients_that_wait_for_answers_make_no_growing_queue() =>
        Assert.Equal(CapacityOutcome.Held, Judge(Trial(times: [.. Enumerable.Range(0, 10).Select(static i => 50.0 + (10 * i))]) with { Open = false }).Outcome);

    private static (CapacityOutcome Outcome, string Reason) Judge(CapacityTrial trial) => CapacityJudge.Judge(trial, Thresholds);

    private static CapacityTrial Missed(CapacityTrial trial) =>
        trial with { Verdict = trial.Verdict with { Health = new ClientHealth { ArrivalsScheduled = 1000, ArrivalsLate = 400, ArrivalsDropped = 5 } } };

    private static CapacityTrial Trial(RunVerdict verdict = RunVerdict.Valid, double p95 = 100, double serviceP95 = 100, double failures = 0, double[]? times = null) => new()
    {
        Metrics = new BatchMetrics { Name = "Aggregated", Requests = 1000, Failures = (long)(1000 * failures), FailureRate = failures, P95Ms = p95, ServiceP95Ms = serviceP95, Verdict = verdict },
        Verdict = new VerdictReport { Verdict = verdict, Reasons = verdict == RunVerdict.Valid ? [] : ["Why."] },
        Open = true,
        ResponseTimes = times ?? [],
    };
}
