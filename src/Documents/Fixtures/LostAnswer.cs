namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>What became of a POST whose answer was lost, or said nothing of the document.</summary>
internal enum LostAnswer
{
    /// <summary>It created the document, which was there afterwards.</summary>
    Created,

    /// <summary>The document was not there afterwards.</summary>
    NotCreated,

    /// <summary>Whether the document is there cannot be seen.</summary>
    Unknown,
}
