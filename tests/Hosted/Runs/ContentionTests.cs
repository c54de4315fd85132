using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>-Contention against a simulator that locks documents as a database does.</summary>
public sealed class ContentionTests : IClassFixture<ContentionTests.LockingRig>
{
    private const string Load = "-Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 4 -ClientCount 2 -SpawnRate 1000 -SummaryOnly -WarningAction SilentlyContinue";
    private readonly LockingRig _rig;

    public ContentionTests(LockingRig rig)
    {
        _rig = rig;
        rig.Simulator.ResetCounts();
    }

    [Fact]
    public void A_run_finds_as_many_deadlocks_as_the_server_made()
    {
        var run = _rig.Session.One<BatchRun>($"$run = Invoke-BatchVolumeTest {Load} -Contention OverlappingKeys, OppositeOrder -BatchCount 4; $run");

        var told = _rig.Simulator.Counts().BatchAnswered[500];
        Assert.True(told > 0);
        Assert.Equal(told, run.Totals.Deadlocks);
        Assert.Equal(told, _rig.Session.One<BatchMetrics>("$run | Get-BatchMetrics | Where-Object Name -EQ Aggregated").Deadlocks);
        Assert.Equal("OverlappingKeys, OppositeOrder 100 %", run.Plan.Contention);
        Assert.Equal(0, _rig.Simulator.Counts().Documents.Of("students"));
    }

    [Fact]
    public void Shared_parents_are_updated_as_often_as_batches_are_sent()
    {
        var run = _rig.Session.One<BatchRun>($"Invoke-BatchVolumeTest {Load} -Contention SharedParents -BatchCount 3");

        Assert.Equal(3 * 14, run.Totals.OperationsCommitted);
        Assert.Equal(3, _rig.Simulator.Counts().OperationsByResource["locations"].Committed);
    }

    public sealed class LockingRig() : Rig(new SimulatorOptions { DocumentLocks = true, LatencyOperationMs = 30 });
}
