using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Outcome of reading a document back: it is there, it is absent, or that is not known. It is absent only where the same kind of read has
/// shown another document of the resource in the same session.
/// </summary>
internal sealed record DocumentLookup
{
    /// <summary>The document; null where there is none, or where it is not known.</summary>
    public DocumentImage? Image { get; init; }

    /// <summary>Why it is not known whether the document is there; null where it is known.</summary>
    public string? Problem { get; init; }

    /// <summary>The status with which the server refused the read; null where it did not.</summary>
    public int? RefusedWith { get; init; }

    /// <summary>The error that ended the reading: no answer, or one that is no list of documents; null for none.</summary>
    public BatchPerfException? Error { get; init; }

    /// <summary>True where nothing of the resource was ever shown in this session: absence is likely, and not proved.</summary>
    public bool NothingShown { get; init; }

    /// <summary>Way in which it was, or would have been, found: <c>by id</c>, <c>by sectionIdentifier</c>, <c>in the list</c>.</summary>
    public string How { get; init; } = "";

    /// <summary>True where it is known whether the document is there.</summary>
    public bool Known => Problem is null;

    /// <summary>True where the document is there.</summary>
    public bool Found => Image is not null;

    /// <summary>The document as it was written, without what servers add.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public JsonObject Document =>
        JsonNode.Parse((Image ?? throw new InvalidOperationException("No document was found.")).Content)!.AsObject();

    /// <summary>Throws the error that ended the reading, where there is one.</summary>
    /// <exception cref="BatchPerfException"><see cref="Error"/>.</exception>
    public DocumentLookup ThrowIfFailed() => Error is null ? this : throw Error;
}
