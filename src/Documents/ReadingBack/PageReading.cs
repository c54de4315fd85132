namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Extent of the reading of a list, and the reason for its end.</summary>
/// <param name="Seen">Documents that were shown.</param>
/// <param name="Gap">Why the list may hold more than was shown, as a sentence without its end; null where all of it was read.</param>
/// <param name="Status">The status of a refusal; 0 for none.</param>
/// <param name="Refusal">The server's text of a refusal; null for none.</param>
/// <param name="Error">The error that ended the reading; null for none.</param>
internal sealed record PageReading(long Seen, string? Gap, int Status = 0, string? Refusal = null, BatchPerfException? Error = null)
{
    /// <summary>True where the reader had seen enough before the end.</summary>
    public bool Enough { get; init; }

    /// <summary>True where everything that the list holds was shown.</summary>
    public bool Complete => Gap is null && !Enough && Status == 0 && Error is null;
}
