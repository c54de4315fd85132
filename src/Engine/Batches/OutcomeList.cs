namespace EdFi.BatchPerf.Batches;

/// <summary>Lists the outcomes of the operations that were sent, position by position, from an answer.</summary>
internal static class OutcomeList
{
    public static IReadOnlyList<OperationOutcome> Of(BatchShape shape, BatchAnswer answer)
    {
        var outcomes = new OperationOutcome[shape.Count];
        var failed = answer.FailedOperation;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var culprit = answer.Fate == BatchFate.RolledBack && i == failed!.Index;
            outcomes[i] = new OperationOutcome
            {
                Index = i,
                Op = shape.Op(i),
                Resource = shape.Resource(i),
                State = StateOf(answer.Fate, i, failed?.Index ?? 0),
                DocumentId = answer.Fate == BatchFate.Committed ? answer.DocumentIds?[i] : null,
                Status = culprit ? failed!.Status : null,
                Problem = culprit ? $"{failed!.Title}: {failed.Detail}" : null,
            };
        }

        return outcomes;
    }

    private static OperationState StateOf(BatchFate fate, int index, int failedIndex) => fate switch
    {
        BatchFate.Committed => OperationState.Committed,
        BatchFate.NotAttempted => OperationState.NotAttempted,
        BatchFate.Unknown => OperationState.Unknown,
        _ when index < failedIndex => OperationState.RolledBack,
        _ when index == failedIndex => OperationState.Failed,
        _ => OperationState.NotAttempted,
    };
}
