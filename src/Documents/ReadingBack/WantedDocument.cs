using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>A document that is looked for; each is one of its own, whatever it says.</summary>
/// <param name="resource">Endpoint segment.</param>
/// <param name="naturalKey">Its natural key as JSON: flat (leaf names), or nested as in the document.</param>
/// <param name="id">The id that an answer gave; null where none did.</param>
internal sealed class WantedDocument(string resource, string naturalKey, DocumentId? id = null)
{
    /// <summary>Endpoint segment.</summary>
    public string Resource => resource;

    /// <summary>Its natural key as JSON.</summary>
    public string NaturalKey => naturalKey;

    /// <summary>The id that an answer gave; null where none did.</summary>
    public DocumentId? Id => id;

    /// <summary>Text that the key's most selective value contains, such as a run's key; null where that is not known.</summary>
    public string? Unique { get; init; }

    /// <summary>
    /// True where a document whose key differs in its letter case stands for it, as a descriptor does: a query, which servers compare
    /// letter by letter, then shows no absence.
    /// </summary>
    public bool InAnyCase { get; init; }

    /// <summary>The key; empty, which no document bears, where it is not JSON.</summary>
    public JsonObject Key()
    {
        try
        {
            return JsonNode.Parse(naturalKey) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
