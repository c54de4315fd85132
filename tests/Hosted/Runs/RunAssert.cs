namespace EdFi.BatchPerf.Hosted.Runs;

internal static class RunAssert
{
    /// <summary>The run's own counts are the simulator's: requests, operations by outcome, and no documents left behind but fixtures.</summary>
    public static void SameCounts(Rig rig, BatchRun run)
    {
        var counts = rig.Simulator.Counts();
        Assert.Equal(counts.BatchRequests, run.Totals.Batches);
        Assert.Equal(counts.OperationsTotal.Total, run.Totals.OperationsSent);
        Assert.Equal(counts.OperationsTotal.Committed, run.Totals.OperationsCommitted);
        Assert.Equal(counts.OperationsTotal.RolledBack, run.Totals.OperationsRolledBack);
        Assert.Equal(counts.OperationsTotal.Failed, run.Totals.OperationsFailed);
        Assert.Equal(counts.OperationsTotal.NotAttempted, run.Totals.OperationsNotAttempted);
        Assert.Equal(rig.Fixtures, counts.Documents.Total);
    }
}
