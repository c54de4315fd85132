using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A fixture: its document and how it is recognised.</summary>
internal sealed class FixtureDefinition
{
    private readonly KeyFields _fields;

    /// <param name="resource">Endpoint segment of a resource whose identity is known.</param>
    /// <param name="document">The document.</param>
    /// <param name="nameField">A field whose value shows that the document is ours; null where the natural key does.</param>
    public FixtureDefinition(string resource, JsonObject document, string? nameField = null)
    {
        _fields = KnownIdentities.Of(resource) ?? throw new ArgumentException($"The identity of {resource} is not known.", nameof(resource));
        Resource = resource;
        Document = document;
        NameField = nameField;
        NaturalKey = _fields.Derive(document) ?? throw new ArgumentException($"The document of {resource} lacks its identity.", nameof(document));
    }

    public string Resource { get; }

    public JsonObject Document { get; }

    public JsonObject NaturalKey { get; }

    private string? NameField { get; }

    public byte[] Body => System.Text.Encoding.UTF8.GetBytes(Document.ToJsonString(Json.Compact));

    public IEnumerable<(string Name, string Value)> Query => NaturalKey.Select(static p => (p.Key, p.Value!.ToString()));

    public bool Matches(JsonElement found)
        => JsonObject.Create(found) is { } document && _fields.Derive(document) is { } key
            && key.Zip(NaturalKey).All(static pair => string.Equals(pair.First.Value!.ToString(), pair.Second.Value!.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>True where what was found bears the name that we give, so that it can be deleted without harm to others.</summary>
    public bool IsOurs(JsonElement found)
        => NameField is null
            || (found.TryGetProperty(NameField, out var name) && name.ValueKind == JsonValueKind.String && string.Equals(name.GetString(), (string?)Document[NameField], StringComparison.Ordinal));
}
