using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Studies;

/// <summary>A server that takes some batches and refuses the rest at once looks no better for it, whatever is asked.</summary>
public sealed class RefusingServerTests(RefusingServerTests.SlowRig rig) : IClassFixture<RefusingServerTests.SlowRig>
{
    private const double HeldMs = 60;
    private const string Load = "@short -BatchTripleCount 1 -Scenario Student";

    [Fact]
    public void A_load_of_which_a_rate_limit_refuses_three_quarters_has_not_held()
    {
        using var limited = rig.With(static o => o with { RateLimit = 40, RateWindow = 1, LatencyTransactionMs = 0 });

        var found = rig.Session.One<BatchCapacity>(
            $"Find-BatchCapacity 'p95 < 250ms' {Load} -Duration 1s -DrainTime 0s -Start 160 -Maximum 160 -Repeat 1 -Confidence 50%");

        Assert.True(found.Capacity is null or < 160, found.Message);
        Assert.All(found.Steps.Where(static s => s.Load >= 160), static s => Assert.NotEqual(CapacityOutcome.Held, s.Outcome));
    }

    [Fact]
    public void A_server_that_refuses_a_share_of_any_load_holds_none()
    {
        using var refusing = rig.With(static o => o with { ThrottleRate = 0.75 });

        var found = rig.Session.One<BatchCapacity>(
            $"Find-BatchCapacity 'p95 < 60s' {Load} -Duration 500ms -DrainTime 0s -Search Clients -Start 4 -Maximum 4 -Repeat 1 -Confidence 50% "
            + "-VerdictThreshold @{ MaxCpuShare = 1; MinLagMs = 60000; MaxGcPauseShare = 1 }");

        Assert.Equal((CapacityAnswer.NothingHeld, null), (found.Answer, found.Capacity));
    }

    [Fact]
    public void A_candidate_that_refuses_is_not_faster()
    {
        using (rig.With(static o => o with { ThrottleRate = 0.63 }))
        {
            rig.Session.Run($"$candidate = Invoke-BatchVolumeTest {Load} -StopOnFailureRate 100% -ClientCount 4 -SpawnRate 40 -Duration 2500ms -SummaryOnly");
        }

        var rows = rig.Session.Run<BatchComparison>("Compare-BatchMetrics $baseline $candidate -WarningAction Ignore");

        Assert.DoesNotContain(rows, static r => r.Verdict == ComparisonVerdict.Faster || r.Direction == ComparisonVerdict.Faster);
        Assert.Contains(rows, static r => r.Metric == "failureRate" && r.Direction == ComparisonVerdict.Worse);
        Assert.Contains(rows, static r => r.Metric == "p50" && r.Message.Contains("failure rates differ", StringComparison.Ordinal));
        var gate = rig.Session.One<BatchThresholdResult>("$candidate | Test-BatchThreshold 'p50 < 50ms'");
        Assert.False(gate.Passed);
        Assert.True((double)gate.Actual! >= HeldMs, $"{gate.Actual} ms");
    }

    [Theory]
    [InlineData("ServerError")]
    [InlineData("Unavailable")]
    public void While_a_breaker_answers_at_once_times_stay_those_of_the_service(string breaker)
    {
        using var open = rig.With(o => breaker == "ServerError" ? o with { ServerErrorRate = 0.8 } : o with { UnavailableRate = 0.8 });

        var run = rig.Session.One<BatchRun>($"Invoke-BatchVolumeTest {Load} -StopOnFailureRate 100% -ClientCount 4 -SpawnRate 40 -BatchCount 200 -SummaryOnly");

        var all = run.Metrics[^1];
        Assert.InRange(all.FailureRate, 0.6, 0.95);
        Assert.True(all.MinMs >= HeldMs && all.P50Ms >= HeldMs, $"{all.MinMs}, {all.P50Ms} ms");
        Assert.NotNull(all.FailureP50Ms);
        Assert.Equal(RunVerdict.Refused, run.Verdict.Verdict);
        Assert.Equal(breaker == "Unavailable", run.Verdict.Reasons[0].Contains("wait for up to 1 s (Retry-After)", StringComparison.Ordinal));
        Assert.Contains(run.Intervals, static p => p.FailureP50Ms is not null);
    }

    /// <summary>Nine in ten batches are taken until ten errors open the breaker, which lets nothing through for a while, and so on.</summary>
    [Theory]
    [InlineData(ServerDialect.Current, null)]
    [InlineData(ServerDialect.Newer, "The server asked to wait for up to 2 s (Retry-After).")]
    public void A_breaker_that_opens_within_a_run_makes_no_figure_better(ServerDialect dialect, string? wait)
    {
        using var breaking = rig.With(o => Breaking(o, dialect));

        var run = rig.Session.One<BatchRun>($"$broken = Invoke-BatchVolumeTest {Load} -StopOnFailureRate 100% -ClientCount 4 -SpawnRate 40 -Duration 6s -SummaryOnly; $broken");

        var all = run.Metrics[^1];
        Assert.True(all.Requests - all.Failures > 4 && all.FailureRate > 0.5, $"{all.Requests} batches, {all.Failures} failed");
        Assert.True(all.MinMs >= HeldMs && all.P50Ms >= HeldMs && all.FailureP50Ms < HeldMs / 2, $"{all.MinMs}, {all.P50Ms}, {all.FailureP50Ms} ms");
        Assert.Equal(RunVerdict.Refused, run.Verdict.Verdict);
        var reason = run.Verdict.Reasons[0];
        Assert.Matches("of [0-9,]+ as ServerError, from second [0-9]", reason);
        Assert.Contains("a breaker or limiter refused them", reason, StringComparison.Ordinal);
        Assert.True(wait is null ? !reason.Contains("Retry-After", StringComparison.Ordinal) : reason.EndsWith(wait, StringComparison.Ordinal), reason);
        Assert.DoesNotContain(
            rig.Session.Run<BatchComparison>("Compare-BatchMetrics $baseline $broken -WarningAction Ignore"),
            static r => r.Verdict == ComparisonVerdict.Faster || r.Direction == ComparisonVerdict.Faster);
    }

    [Theory]
    [InlineData(ServerDialect.Current)]
    [InlineData(ServerDialect.Newer)]
    public void A_breaker_that_opens_within_a_search_holds_no_load(ServerDialect dialect)
    {
        using var breaking = rig.With(o => Breaking(o, dialect));

        var found = rig.Session.One<BatchCapacity>(
            $"Find-BatchCapacity 'p95 < 60s' {Load} -Duration 3s -DrainTime 0s -Search Clients -Start 4 -Maximum 4 -Repeat 1 -Confidence 50% "
            + "-VerdictThreshold @{ MaxCpuShare = 1; MinLagMs = 60000; MaxGcPauseShare = 1 }");

        Assert.Null(found.Capacity);
        Assert.DoesNotContain(found.Steps, static s => s.Outcome == CapacityOutcome.Held);
    }

    [Fact]
    public void Files_of_version_0_1_are_counted_again_from_their_rows()
    {
        using (rig.With(static o => o with { ThrottleRate = 0.02 }))
        {
            rig.Session.Run($"$null = Invoke-BatchVolumeTest {Load} -StopOnFailureRate 100% -ClientCount 4 -SpawnRate 40 -Duration 2500ms -ResultPath $folder/old.csv -Force");
        }

        var path = rig.File("old.run.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"timesOf\": \"Successes\"", "\"timesOf\": \"All\"", StringComparison.Ordinal));

        Assert.All(rig.Session.Run<BatchMetrics>("Get-BatchMetrics -Path $folder/old.run.json"), static m => Assert.Equal(TimesOf.All, m.TimesOf));
        Assert.All(rig.Session.Run<BatchMetrics>("Get-BatchMetrics -Path $folder/old.csv"), static m => Assert.Equal(TimesOf.Successes, m.TimesOf));
        var counted = rig.Session.Run<BatchComparison>("Compare-BatchMetrics $baseline $folder/old.csv -WarningAction Ignore");
        Assert.DoesNotContain(counted, static r => r.Message.Contains("mixed", StringComparison.Ordinal));
    }

    private static SimulatorOptions Breaking(SimulatorOptions options, ServerDialect dialect) =>
        options with { Dialect = dialect, ServerErrorRate = 0.1, BreakerAfter = 10, BreakerDuration = 2 };

    /// <summary>A server that holds every transaction so long, and a run of it without a failure.</summary>
    public sealed class SlowRig() : Rig(new SimulatorOptions { LatencyTransactionMs = HeldMs })
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Session.Run($"$baseline = Invoke-BatchVolumeTest {Load} -StopOnFailureRate 100% -ClientCount 4 -SpawnRate 40 -Duration 2500ms -SummaryOnly");
        }
    }
}
