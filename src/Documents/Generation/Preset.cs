namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A mix of resources.</summary>
/// <param name="Name">The preset's name.</param>
/// <param name="Description">The load that it stands for, in a sentence.</param>
/// <param name="Source">Where its proportions are from.</param>
/// <param name="Weights">Endpoint segment and weight of each.</param>
internal sealed record Preset(
    string Name,
    string Description,
    string Source,
    IReadOnlyList<(string Segment, decimal Weight)> Weights);
