namespace EdFi.BatchPerf.Api;

/// <summary>What reading a document back by its natural key came to.</summary>
public sealed class DocumentLookup
{
    /// <summary>The document; null where there is none, or where it is not known.</summary>
    public DocumentImage? Image { get; init; }

    /// <summary>Why it is not known whether the document is there; null where it is known.</summary>
    public string? Problem { get; init; }

    /// <summary>True where the server said whether the document is there.</summary>
    public bool Known => Problem is null;

    /// <summary>True where the document is there.</summary>
    public bool Found => Image is not null;
}
