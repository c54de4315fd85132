namespace EdFi.BatchPerf;

/// <summary>Outcome of one operation of one batch.</summary>
public sealed class OperationOutcome
{
    /// <summary>Position in the batch, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The operation: create, update or delete.</summary>
    public required OperationKind Op { get; init; }

    /// <summary>The endpoint segment, for example <c>students</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>State of the operation after the batch.</summary>
    public required OperationState State { get; init; }

    /// <summary>The id that the server gave or found; null unless the batch was committed.</summary>
    public string? DocumentId { get; init => field = PlainText.Line(value); }

    /// <summary>The HTTP status of the failed operation; null for every other one.</summary>
    public int? Status { get; init; }

    /// <summary>Problem title and detail of the failed operation; null for every other one.</summary>
    public string? Problem { get; init => field = PlainText.Line(value); }

    /// <inheritdoc/>
    public override string ToString() => $"{Index} {Op} {Resource}: {State}{(Problem is null ? "" : $" ({Status} {Problem})")}";
}
