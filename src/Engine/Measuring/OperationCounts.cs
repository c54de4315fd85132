using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts of operations by outcome. Sent = Committed + RolledBack + Failed + NotAttempted + Unknown.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OperationCounts(long Committed, long RolledBack, long Failed, long NotAttempted, long Unknown)
{
    public long Sent => Committed + RolledBack + Failed + NotAttempted + Unknown;

    public static OperationCounts operator +(OperationCounts a, OperationCounts b) => new(
        a.Committed + b.Committed, a.RolledBack + b.RolledBack, a.Failed + b.Failed, a.NotAttempted + b.NotAttempted,
        a.Unknown + b.Unknown);

    public static OperationCounts Of(BatchEnding ending, long batches) => new(
        ending.Committed * batches, ending.RolledBack * batches, ending.Failed * batches, ending.NotAttempted * batches,
        ending.Unknown * batches);

    public static OperationCounts Of(OperationState state, long operations) => state switch
    {
        OperationState.Committed => new(operations, 0, 0, 0, 0),
        OperationState.RolledBack => new(0, operations, 0, 0, 0),
        OperationState.Failed => new(0, 0, operations, 0, 0),
        OperationState.NotAttempted => new(0, 0, 0, operations, 0),
        _ => new(0, 0, 0, 0, operations),
    };
}
