namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Counts of operations by outcome.</summary>
public sealed record OperationCounts(long Committed, long RolledBack, long Failed, long NotAttempted)
{
    /// <summary>All operations that were received.</summary>
    public long Total => Committed + RolledBack + Failed + NotAttempted;
}
