using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Execution;

/// <summary>Puts into a result what was sent, what was seen and when.</summary>
internal static class ResultBuilder
{
    public static BatchResult Build(
        RunContext run,
        VirtualClient client,
        IScenario scenario,
        in BatchExchange exchange,
        long intended,
        long first,
        long requestBytes,
        int attempts)
    {
        var answer = exchange.Answer;
        var count = scenario.Shape.Count;
        var failed = answer.Fate == BatchFate.RolledBack ? answer.FailedOperation : null;
        var phase = run.Phases.At(run.Clock.Seconds(intended));
        if (phase == RunPhase.Measured && run.EndedBefore(exchange.Ended))
        {
            phase = RunPhase.Drain;
        }

        return new BatchResult
        {
            RunId = run.RunIdText,
            Sequence = client.Sequence,
            TestType = run.Plan.TestType,
            Scenario = scenario.Name,
            Name = scenario.RequestName,
            Resource = scenario.Resource,
            Client = client.Number,
            Phase = phase,
            ScheduledAt = run.Clock.ToWallClock(intended),
            StartedAt = run.Clock.ToWallClock(first),
            ResponseTimeMs = run.Clock.Milliseconds(intended, exchange.Ended),
            ServiceTimeMs = run.Clock.Milliseconds(first, exchange.Ended),
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
            RequestBytes = requestBytes,
            ResponseBytes = answer.ResponseBytes,
            Attempt = attempts,
            FailedOperation = failed,
            Operations = run.Plan.KeepOperations ? OutcomeList.Of(scenario.Shape, answer) : null,
            Run = run.Run,
        };
    }
}
