namespace EdFi.BatchPerf;

/// <summary>The operation that made a batch fail, with the problem details the server gave for it.</summary>
public sealed class FailedOperation
{
    /// <summary>Position in the batch, from 0; -1 where the server did not say.</summary>
    public required int Index { get; init; }

    /// <summary>The operation as the server named it.</summary>
    public string? Op { get; init => field = PlainText.Line(value); }

    /// <summary>The endpoint segment as the server named it.</summary>
    public string? Resource { get; init => field = PlainText.Line(value); }

    /// <summary>HTTP status of this operation.</summary>
    public int? Status { get; init; }

    /// <summary>Problem type, a URN.</summary>
    public string? Type { get; init => field = PlainText.Line(value); }

    /// <summary>Problem title.</summary>
    public string? Title { get; init => field = PlainText.Line(value); }

    /// <summary>Problem detail, with validation errors and errors appended.</summary>
    public string? Detail { get; init => field = PlainText.Line(value); }

    /// <summary>Validation errors of the document, as <c>path: message</c>, at most 20; empty where the server gave none.</summary>
    public IReadOnlyList<string> ValidationErrors { get; init; } = [];

    /// <summary>Correlation id of the line in the server's log; null where the server gave none.</summary>
    public string? CorrelationId { get; init => field = PlainText.Line(value); }

    /// <inheritdoc/>
    public override string ToString() => $"{Op} {Resource} (index {Index}): {Status} {Title}: {Detail}";
}
