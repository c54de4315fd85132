namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A mix of resources.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="Source">Where its proportions are from.</param>
/// <param name="Weights">Endpoint segment and weight of each.</param>
internal sealed record Preset(
    string Name,
    string Description,
    string Source,
    IReadOnlyList<(string Segment, decimal Weight)> Weights);
