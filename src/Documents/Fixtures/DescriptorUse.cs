namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A descriptor that documents name.</summary>
/// <param name="Uri">The descriptor.</param>
/// <param name="Place">
/// Place that names it: a template and its line, as <c>calendars.json(9)</c>, or a fixture key that was given; null for a built-in one.
/// </param>
internal sealed record DescriptorUse(string Uri, string? Place)
{
    /// <summary>True where <see cref="Place"/> is a fixture key.</summary>
    internal bool IsKey { get; init; }
}
