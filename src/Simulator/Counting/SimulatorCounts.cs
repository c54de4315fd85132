namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Counts of a simulator since its start or the last reset.</summary>
public sealed record SimulatorCounts
{
    /// <summary>Requests to /batch that were received.</summary>
    public long BatchRequests { get; init; }

    /// <summary>Answers to them by status.</summary>
    public required IReadOnlyDictionary<int, long> BatchAnswered { get; init; }

    /// <summary>Batches whose connection was reset before anything was done.</summary>
    public long BatchesDropped { get; init; }

    /// <summary>Batches whose connection was reset after they had been committed.</summary>
    public long BatchesDroppedAfterCommit { get; init; }

    /// <summary>Answers that were spoilt on purpose, whatever their status.</summary>
    public long AnswersDamaged { get; init; }

    /// <summary>Batches that were committed, answered or not.</summary>
    public long BatchesCommitted { get; init; }

    /// <summary>Operations by create, update and delete.</summary>
    public required IReadOnlyDictionary<string, OperationCounts> Operations { get; init; }

    /// <summary>Operations by resource.</summary>
    public required IReadOnlyDictionary<string, OperationCounts> OperationsByResource { get; init; }

    /// <summary>Operations of all kinds.</summary>
    public required OperationCounts OperationsTotal { get; init; }

    /// <summary>Single-resource requests by resource and method, such as "students POST".</summary>
    public required IReadOnlyDictionary<string, long> Resources { get; init; }

    /// <summary>Requests for a token.</summary>
    public long TokenRequests { get; init; }

    /// <summary>Documents that are there and were not at the start.</summary>
    public required DocumentCounts Documents { get; init; }

    /// <summary>Documents that are there since the start.</summary>
    public required DocumentCounts DocumentsAtStart { get; init; }

    /// <summary>Times that batches took on the server's side, in milliseconds.</summary>
    public required HoldSummary Holds { get; init; }
}
