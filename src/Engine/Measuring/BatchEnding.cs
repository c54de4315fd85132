using System.Runtime.InteropServices;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Ending of a batch: counts of its operations by outcome, which together with the batch's shape give the outcome of each: from the first
/// position on so many were committed, then so many rolled back, then so many failed, are unknown, or were never attempted.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchEnding(int Committed, int RolledBack, int Failed, int Unknown, int NotAttempted)
{
    public int Count => Committed + RolledBack + Failed + Unknown + NotAttempted;

    /// <summary>Reads it from a result. Counts that do not add up, or a failure without a position, make all operations unknown.</summary>
    public static BatchEnding Of(BatchResult result, int count)
    {
        var ending = new BatchEnding(
            result.OperationsCommitted, result.OperationsRolledBack, result.OperationsFailed, result.OperationsUnknown,
            result.OperationsNotAttempted);
        var placed = ending.Failed == 0 || (ending.Failed == 1 && result.FailedIndex == ending.Committed + ending.RolledBack);
        var counted = ending is { Committed: >= 0, RolledBack: >= 0, Unknown: >= 0, NotAttempted: >= 0 } && ending.Count == count;
        return placed && counted ? ending : new BatchEnding(0, 0, 0, count, 0);
    }

    /// <summary>Counts of operations by outcome, from an answer to a batch of <paramref name="count"/> operations.</summary>
    public static BatchEnding Of(BatchAnswer answer, int count) => answer.Fate switch
    {
        BatchFate.Committed => new BatchEnding(count, 0, 0, 0, 0),
        BatchFate.NotAttempted => new BatchEnding(0, 0, 0, 0, count),
        BatchFate.RolledBack when answer.FailedOperation is { Index: var index } => new BatchEnding(0, index, 1, 0, count - index - 1),
        _ => new BatchEnding(0, 0, 0, count, 0),
    };

    public OperationState At(int position)
    {
        if ((position -= Committed) < 0)
        {
            return OperationState.Committed;
        }

        if ((position -= RolledBack) < 0)
        {
            return OperationState.RolledBack;
        }

        if ((position -= Failed) < 0)
        {
            return OperationState.Failed;
        }

        return position < Unknown ? OperationState.Unknown : OperationState.NotAttempted;
    }
}
