namespace EdFi.BatchPerf.Batches;

/// <summary>Judged answer of one exchange: its status, and the fate of the operations that were sent.</summary>
internal sealed record BatchAnswer
{
    public int? StatusCode { get; init; }

    /// <summary>Null when every operation was committed.</summary>
    public ErrorKind? ErrorKind { get; init; }

    public string? Error { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Fate of the batch's transaction, where no failed operation tells it.</summary>
    public BatchFate Fate { get; init; }

    public FailedOperation? FailedOperation { get; init; }

    /// <summary>Ids by position; null unless they were asked for, or came in <c>Location</c>.</summary>
    public string?[]? DocumentIds { get; init; }

    /// <summary>True where a create was answered as the update of a document that was there already.</summary>
    public bool Existing { get; init; }

    /// <summary>True where there was no token to send the request with.</summary>
    public bool HadNoToken { get; init; }

    /// <summary>The status with which a busy or failing token endpoint gave none; null otherwise.</summary>
    public int? TokenStatus { get; init; }

    public long ResponseBytes { get; init; }

    /// <summary>The start of the body of an answer that was not understood; null otherwise.</summary>
    public string? BodyExcerpt { get; init; }
}
