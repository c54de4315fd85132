namespace EdFi.BatchPerf.Api;

/// <summary>Answer of a single-resource endpoint.</summary>
public sealed class ResourceAnswer
{
    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The document's id, from <c>Location</c>; null where the answer names none in the form of an id.</summary>
    public DocumentId? Id { get; init; }

    /// <summary>The <c>Total-Count</c> header; null where it was not asked for.</summary>
    public long? TotalCount { get; init; }

    /// <summary>The answer's body in UTF-8; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Problem title, detail and errors of a refusal in one line, with the correlation id; null on success.</summary>
    public string? Problem { get; init; }

    /// <summary>Validation errors of the document, as <c>path: message</c>, at most 20; empty for none.</summary>
    public IReadOnlyList<string> ValidationErrors => Success ? [] : Errors(ProblemReader.TryRead(Body));

    /// <summary>True for 200 to 299.</summary>
    public bool Success => Status is >= 200 and <= 299;

    private static IReadOnlyList<string> Errors(Problem? problem)
        => problem?.FailedOperation?.ValidationErrors ?? problem?.ValidationErrors ?? [];
}
