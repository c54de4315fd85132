namespace EdFi.BatchPerf.Files.Runs;

/// <summary>Content of a <see cref="RunArchive"/>.</summary>
internal sealed record ArchivedRun
{
    public required RunDocument Document { get; init; }

    /// <summary>Null for a run that had been read from a file.</summary>
    public ArchivedParts? Parts { get; init; }
}
