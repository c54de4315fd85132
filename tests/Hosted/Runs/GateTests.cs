using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>A load that is held against limits in one step, and one that ends early by itself.</summary>
public sealed class GateTests : IClassFixture<Rig>
{
    private const string Load = "Invoke-BatchVolumeTest @short -Scenario Student -ClientCount 1 -BatchCount 3";
    private const string Kept = "'p99 < 60s', 'failureRate <= 0'";
    private const string Broken = "'p99 < 60s', 'committedOperationsPerSecond > 1e9', 'requests > 1e9'";
    private readonly Rig _rig;
    private readonly Session _session;

    public GateTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    [Fact]
    public void Limits_that_are_not_kept_end_a_script_under_Stop_when_results_files_and_the_variable_are_complete()
    {
        var came = _session.Run($$"""
            & {
                $ErrorActionPreference = 'Stop'
                try { {{Load}} -Threshold {{Broken}} -ResultPath $folder/gate.csv -RunVariable gated; 'went on' } catch { $_; $gated }
            }
            """).Output;

        Assert.Equal(3, came.Count(static item => item.BaseObject is BatchResult));
        var problem = Assert.IsType<ErrorRecord>(came[^2].BaseObject);
        Assert.StartsWith("ThresholdNotKept,", problem.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.LimitsExceeded, problem.CategoryInfo.Category);
        Session.AssertLike("2 of 3 limits are not kept*committedOperationsPerSecond*requests is 3*", problem.ToString());
        Assert.Equal([false, false], ((IReadOnlyList<BatchThresholdResult>)problem.TargetObject).Select(static limit => limit.Passed));
        Assert.NotNull(Assert.IsAssignableFrom<BatchRun>(came[^1].BaseObject).EndedAt);
        Assert.Equal(4, File.ReadAllLines(_rig.File("gate.csv")).Length);
        Assert.True(File.Exists(_rig.File("gate.run.json")));
    }

    [Fact]
    public void Without_Stop_they_are_one_error_behind_the_results()
    {
        var ran = _session.Run($"{Load} -Repeat 2 -Threshold {Broken} -ErrorAction Continue; 'went on'");

        Assert.Equal(6, ran.Output.Count(static item => item.BaseObject is BatchResult));
        Assert.Equal("went on", ran.Output[^1].BaseObject);
        Session.AssertLike("4 of 6 limits are not kept*", Assert.Single(ran.Errors).ToString());
    }

    [Fact]
    public void Limits_that_are_kept_are_no_error_and_told_on_Verbose()
    {
        var ran = _session.Run($"{Load} -Threshold {Kept} -ErrorAction Stop -Verbose");

        Assert.Empty(ran.Errors);
        Session.AssertLike("*Both limits are kept.*kept: p99 < 60s*kept: failureRate <= 0*", ran.Verbose);
    }

    [Theory]
    [InlineData("'p59 < 1s'", "ThresholdMetricUnknown")]
    [InlineData("'p95'", "ThresholdInvalid")]
    public void A_limit_that_cannot_be_read_is_refused_before_anything_is_sent(string limit, string id)
    {
        _session.Fails($"{Load} -Threshold {limit}", id, ErrorCategory.InvalidArgument);

        Assert.Equal(0, _rig.Simulator.Counts().BatchRequests);
    }

    [Fact]
    public void A_run_of_which_more_than_half_fails_ends_early_unless_it_is_told_to_go_on()
    {
        using var _ = _rig.With(static options => options with { FailureRate = 1 });

        var problem = _session.Fails(
            "Invoke-BatchVolumeTest @short -Scenario Student -Duration 10m -StopOnFailureMinimum 3 -ThinkTime 50ms -SummaryOnly",
            "FailureRateExceeded",
            ErrorCategory.ProtocolError,
            "*-StopOnFailureRate 100%*");
        Assert.Equal(0.5, _session.One<double>("[Activator]::CreateInstance((Get-Command Invoke-BatchVolumeTest).ImplementingType).StopOnFailureRate"));
        Assert.Equal(9, _session.Run<BatchResult>($"{Load.Replace("-BatchCount 3", "-BatchCount 9", StringComparison.Ordinal)} -StopOnFailureMinimum 1 -StopOnFailureRate 100%").Count);
        Assert.NotNull(problem.TargetObject);
        var ran = _session.Try("Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -Scenario Student -Duration 10m -StopOnFailureMinimum 3 -ThinkTime 50ms -SummaryOnly -Verbose");
        Session.AssertLike("All * batches failed*: *", ran.Warnings);
        Session.AssertLike("*Bad: All * batches failed*", ran.Verbose);
        Assert.NotNull(_session.One<BatchRun>(
            "$ended = Invoke-BatchVolumeTest @short -Scenario Student -Duration 10m -StopOnFailureMinimum 3 -ThinkTime 50ms -SummaryOnly -ErrorAction SilentlyContinue; $ended"));
    }
}
