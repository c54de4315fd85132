using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Running;

/// <summary>Makes a result of a request and its answer.</summary>
internal static class ResultBuilder
{
    public static BatchResult Build(in SentBatch sent, BatchAnswer answer, bool keepOperations)
    {
        var count = sent.Shape.Count;
        var failed = answer.Fate == BatchFate.RolledBack ? answer.FailedOperation : null;
        var ending = BatchEnding.Of(answer, count);
        var earlier = Earlier(sent.Attempts);
        return new BatchResult
        {
            RunId = sent.RunId,
            Sequence = sent.Sequence,
            TestType = sent.TestType,
            Scenario = sent.Scenario,
            Name = sent.Name,
            Resource = sent.Resource,
            Client = sent.Client,
            Phase = sent.Phase,
            ScheduledAt = sent.ScheduledAt,
            StartedAt = sent.StartedAt,
            ScheduledAfterMs = sent.ScheduledAfterMs,
            ResponseTimeMs = sent.ResponseTimeMs,
            ServiceTimeMs = sent.ServiceTimeMs,
            Success = answer.ErrorKind is null,
            StatusCode = answer.StatusCode,
            ErrorKind = answer.ErrorKind,
            Error = answer.BodyExcerpt is { Length: > 0 } excerpt ? $"{answer.Error} {excerpt}" : answer.Error,
            CorrelationId = answer.CorrelationId,
            OperationCount = count,
            OperationsCommitted = ending.Committed,
            OperationsRolledBack = ending.RolledBack,
            OperationsFailed = ending.Failed,
            OperationsNotAttempted = ending.NotAttempted,
            OperationsUnknown = ending.Unknown,
            FailedIndex = failed?.Index,
            FailedOp = failed?.Op,
            FailedResource = failed?.Resource,
            FailedStatus = failed?.Status,
            FailedType = failed?.Type,
            FailedTitle = failed?.Title,
            FailedDetail = failed?.Detail,
            RequestBytes = sent.RequestBytes,
            ResponseBytes = answer.ResponseBytes,
            Attempt = sent.Attempts?.Count ?? 1,
            EarlierOperationsRolledBack = earlier.RolledBack,
            EarlierOperationsFailed = earlier.Failed,
            EarlierOperationsNotAttempted = earlier.NotAttempted,
            EarlierOperationsUnknown = earlier.Unknown,
            Attempts = sent.Attempts,
            HadNoToken = answer.HadNoToken,
            Method = sent.Method ?? RequestName.Post,
            Triples = sent.Triples,
            FailedOperation = failed,
            Operations = keepOperations ? OutcomeList.Of(sent.Shape, answer) : null,
            Run = sent.Run,
        };
    }

    /// <summary>Returns the sum of operations by outcome over all attempts but the last, none of which committed any.</summary>
    private static BatchEnding Earlier(IReadOnlyList<BatchAttempt>? attempts)
    {
        var sum = default(BatchEnding);
        for (var i = 0; i < (attempts?.Count ?? 0) - 1; i++)
        {
            var attempt = attempts![i];
            sum = new BatchEnding(
                0,
                sum.RolledBack + attempt.OperationsRolledBack,
                sum.Failed + attempt.OperationsFailed,
                sum.Unknown + attempt.OperationsUnknown,
                sum.NotAttempted + attempt.OperationsNotAttempted);
        }

        return sum;
    }
}
