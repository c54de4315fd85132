using System.Text.Json;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>What a search for a document found.</summary>
/// <param name="Document">The document; null where there is none.</param>
/// <param name="Refusal">Why the server did not let us look; null where it did.</param>
internal sealed record Lookup(JsonElement? Document, string? Refusal = null)
{
    public bool Found => Document is not null;

    /// <summary>Its id; null where the server shows none, or something that cannot be one.</summary>
    public DocumentId? Id =>
        Document is { } document && document.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? DocumentId.TryParse(id.GetString())
            : null;
}
