namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A descriptor that documents name.</summary>
/// <param name="Uri">The descriptor.</param>
/// <param name="Place">The template and line that name it, as <c>calendars.json(9)</c>; null for documents that are built in.</param>
public sealed record DescriptorUse(string Uri, string? Place);
