namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>An OpenAPI document of a server, as it was read.</summary>
/// <param name="Text">The document in UTF-8; empty where it could not be read.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Problem">Why it could not be read, as the end of a sentence; null where it was.</param>
internal sealed record MetadataDocument(ReadOnlyMemory<byte> Text, string Source, string? Problem)
{
    public static MetadataDocument Unreadable(string problem) => new(default, "", problem);
}
