using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class ServerTroubleTests : IClassFixture<Rig>
{
    private readonly Rig _rig;
    private readonly Session _session;

    public ServerTroubleTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    [Fact]
    public void A_run_ends_above_the_share_of_failures_that_it_may_have()
    {
        using var _ = _rig.With(static options => options with { FailureRate = 1 });

        var problem = _session.Fails("Invoke-BatchVolumeTest @short -Duration 10m -StopOnFailureRate 50% -StopOnFailureMinimum 5 -ThinkTime 50ms", "FailureRateExceeded", ErrorCategory.ProtocolError, "*-StopOnFailureRate*");

        var run = Assert.IsAssignableFrom<BatchRun>(problem.TargetObject is PSObject wrapped ? wrapped.BaseObject : problem.TargetObject);
        Assert.Equal(StopReason.FailureRate, run.StopReason);
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void Throttled_batches_are_counted_and_tried_again_where_asked_to()
    {
        using var _ = _rig.With(static options => options with { ThrottleRate = 0.3 });

        var results = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchCount 30 -RetryCount 20 -Scenario Student -SpawnRate 1000 -RunVariable run");
        var failed = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchCount 60 -Scenario Student -SpawnRate 1000").Where(static result => !result.Success).ToList();

        var run = _session.Get<BatchRun>("run");
        Assert.Equal(30, results.Count(static result => result.Success));
        Assert.True(run.Retries > 0);
        Assert.Equal(results.Sum(static result => result.Attempt) - 30, run.Retries);
        Assert.NotEmpty(failed);
        Assert.All(failed, static result => Assert.Equal(ErrorKind.Throttled, result.ErrorKind));
    }

    [Fact]
    public void Operations_whose_answer_never_came_are_unknown()
    {
        using var _ = _rig.With(static options => options with { DropRate = 0.3 });

        var failed = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchCount 40 -Scenario Student -SpawnRate 1000").Where(static result => !result.Success).ToList();

        Assert.NotEmpty(failed);
        Assert.All(failed, static result => Assert.Equal((ErrorKind.ConnectionFailed, 30), (result.ErrorKind, result.OperationsUnknown)));
    }
}
