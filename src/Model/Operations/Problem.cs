namespace EdFi.BatchPerf;

/// <summary>Content of a refusal, read from any of the server's formats of errors.</summary>
internal sealed record Problem
{
    private const int MaxText = 4_000;

    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public int? Status { get; init; }

    public string? CorrelationId { get; init; }

    public IReadOnlyList<string> Errors { get; init => field = PlainList.Of(value); } = [];

    public bool HasValidationErrors => ValidationErrors.Count > 0;

    /// <summary>Validation errors of the document, as <c>path: message</c>.</summary>
    public IReadOnlyList<string> ValidationErrors { get; init; } = [];

    /// <summary>Position, operation and problem of the operation that failed; null where the answer names none.</summary>
    public FailedOperation? FailedOperation { get; init; }

    /// <summary>The failed operation's own problem, before it was put into words.</summary>
    public Problem? FailedProblem { get; init; }

    /// <summary>Title, detail and errors in one line; empty where there is nothing to say.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        Add(Title);
        Add(Detail);
        foreach (var error in Errors)
        {
            Add(error);
        }

        // a sentence needs no colon behind its full stop
        return Cut(string.Concat(parts.Select((part, at) => at == 0 ? part : (parts[at - 1].EndsWith('.') ? " " : ": ") + part)));

        void Add(string? part)
        {
            if (!string.IsNullOrWhiteSpace(part) && !parts.Contains(part))
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>Detail followed by the errors.</summary>
    public string? DetailWithErrors() => Errors.Count == 0 ? Detail : Cut($"{Detail} {string.Join(" ", Errors)}".Trim());

    /// <summary>Every result of a run may carry such a text.</summary>
    private static string Cut(string text) => text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
}
