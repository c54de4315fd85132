using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Puts into a result what was sent and what came of it.</summary>
internal static class ResultBuilder
{
    public static BatchResult Build(in SentBatch sent, BatchAnswer answer, bool keepOperations)
    {
        var count = sent.Shape.Count;
        var failed = answer.Fate == BatchFate.RolledBack ? answer.FailedOperation : null;
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
            OperationsCommitted = answer.Fate == BatchFate.Committed ? count : 0,
            OperationsRolledBack = failed?.Index ?? 0,
            OperationsFailed = failed is null ? 0 : 1,
            OperationsNotAttempted = answer.Fate == BatchFate.NotAttempted ? count : failed is null ? 0 : count - failed.Index - 1,
            OperationsUnknown = answer.Fate == BatchFate.Unknown ? count : 0,
            FailedIndex = failed?.Index,
            FailedOp = failed?.Op,
            FailedResource = failed?.Resource,
            FailedStatus = failed?.Status,
            FailedType = failed?.Type,
            FailedTitle = failed?.Title,
            FailedDetail = failed?.Detail,
            RequestBytes = sent.RequestBytes,
            ResponseBytes = answer.ResponseBytes,
            Attempt = sent.Attempts,
            Method = sent.Method ?? RequestName.Post,
            Triples = sent.Triples,
            FailedOperation = failed,
            Operations = keepOperations ? OutcomeList.Of(sent.Shape, answer) : null,
            Run = sent.Run,
        };
    }
}
