namespace EdFi.BatchPerf.Simulator.Problems;

/// <summary>Problem details as a DMS sends them.</summary>
internal sealed record Problem(int Status, string Type, string Title, string Detail)
{
    public IReadOnlyDictionary<string, List<string>>? ValidationErrors { get; init; }

    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The content type on a single-resource endpoint; a batch always says application/json.</summary>
    public string ContentType { get; init; } = "application/json";
}
