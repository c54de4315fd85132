using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Running;

/// <summary>The attempts of a batch that is sent more than once; one that is sent once has none, and costs nothing.</summary>
internal sealed class AttemptList(RunClock clock, BatchShape shape)
{
    private readonly List<BatchAttempt> _attempts = [];

    /// <summary>The attempts, the first one first.</summary>
    public IReadOnlyList<BatchAttempt> All => _attempts;

    /// <summary>The two of a batch that was sent again after a 401; null where it was not.</summary>
    public static IReadOnlyList<BatchAttempt>? Of(RunClock clock, BatchShape shape, BatchExchange? refused, in BatchExchange last)
    {
        if (refused is not { } first)
        {
            return null;
        }

        var attempts = new AttemptList(clock, shape);
        attempts.Add(first);
        attempts.Add(last);
        return attempts.All;
    }

    /// <summary>Adds the next attempt.</summary>
    public void Add(in BatchExchange exchange)
    {
        var answer = exchange.Answer;
        var ending = BatchEnding.Of(answer, shape.Count);
        _attempts.Add(new BatchAttempt
        {
            Number = _attempts.Count + 1,
            StartedAt = clock.ToWallClock(exchange.Started),
            ServiceTimeMs = clock.Milliseconds(exchange.Started, exchange.Ended),
            StatusCode = answer.StatusCode,
            ErrorKind = answer.ErrorKind,
            Error = answer.Error,
            CorrelationId = answer.CorrelationId,
            OperationsCommitted = ending.Committed,
            OperationsRolledBack = ending.RolledBack,
            OperationsFailed = ending.Failed,
            OperationsNotAttempted = ending.NotAttempted,
            OperationsUnknown = ending.Unknown,
            HadNoToken = answer.HadNoToken,
        });
    }
}
