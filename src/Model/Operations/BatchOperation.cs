namespace EdFi.BatchPerf;

/// <summary>One operation of a batch put together by hand. Document and keys are JSON texts.</summary>
public sealed class BatchOperation
{
    /// <summary>The operation: create, update or delete.</summary>
    public required OperationKind Op { get; init; }

    /// <summary>The endpoint segment, for example <c>students</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The document of a create or update, as JSON; null for a delete.</summary>
    public string? Document { get; init; }

    /// <summary>The natural key of an update or delete, as JSON; null where <see cref="DocumentId"/> is given.</summary>
    public string? NaturalKey { get; init; }

    /// <summary>The id of an update or delete; null where <see cref="NaturalKey"/> is given.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The ETag that the document must still have; null for any.</summary>
    public string? IfMatch { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Op} {Resource} {NaturalKey ?? DocumentId}".TrimEnd();
}
