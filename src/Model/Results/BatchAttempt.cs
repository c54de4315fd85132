namespace EdFi.BatchPerf;

/// <summary>
/// One attempt of a batch that was sent more than once: after 429, 503 or a connection that failed (as asked for), or after a 401.
/// OperationsCommitted + OperationsRolledBack + OperationsFailed + OperationsNotAttempted + OperationsUnknown is the batch's
/// OperationCount.
/// </summary>
public sealed record BatchAttempt
{
    /// <summary>Number of the attempt, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Time at which the attempt was sent.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Time from <see cref="StartedAt"/> to the end of the answer, or to giving up when none came, in milliseconds.</summary>
    public double ServiceTimeMs { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Error kind of the attempt; null for the last of a batch that succeeded.</summary>
    public ErrorKind? ErrorKind { get; init; }

    /// <summary>Error of the attempt as text; null on success.</summary>
    public string? Error { get; init => field = PlainText.Line(value); }

    /// <summary>Correlation id of the attempt's line in the server's log; null where the server gave none.</summary>
    public string? CorrelationId { get; init => field = PlainText.Line(value); }

    /// <summary>Operations that the server said were committed.</summary>
    public int OperationsCommitted { get; init; }

    /// <summary>Operations carried out and undone.</summary>
    public int OperationsRolledBack { get; init; }

    /// <summary>0 or 1: the operation that made it fail.</summary>
    public int OperationsFailed { get; init; }

    /// <summary>Operations that the server never came to.</summary>
    public int OperationsNotAttempted { get; init; }

    /// <summary>Operations of which no answer says whether they were committed.</summary>
    public int OperationsUnknown { get; init; }

    /// <summary>True where nothing was sent for want of a token.</summary>
    internal bool HadNoToken { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ErrorKind is null ? $"{Number}: committed" : $"{Number}: {ErrorKind} {Error}";
}
