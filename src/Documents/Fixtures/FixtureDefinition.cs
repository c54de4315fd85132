using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A fixture: its document and how it is recognised.</summary>
internal sealed class FixtureDefinition
{
    /// <param name="resource">Endpoint segment of a resource whose identity is known.</param>
    /// <param name="document">The document.</param>
    /// <param name="nameField">A field whose value shows that the document is ours; null where the natural key does.</param>
    public FixtureDefinition(string resource, JsonObject document, string? nameField = null)
        : this(
            resource,
            document,
            KnownIdentities.Of(resource) ?? throw new ArgumentException($"The identity of {resource} is not known.", nameof(resource)),
            BuiltInIdentities.Of(resource)!) => NameField = nameField;

    /// <param name="resource">Endpoint segment.</param>
    /// <param name="document">The document.</param>
    /// <param name="fields">The fields that make its natural key.</param>
    /// <param name="identity">Identity by which the server tells the resource's documents from each other.</param>
    public FixtureDefinition(string resource, JsonObject document, KeyFields fields, ResourceIdentity identity)
    {
        Resource = resource;
        Document = document;
        Identity = identity;
        NaturalKey = fields.Derive(document)
            ?? throw new ArgumentException($"The document of {resource} lacks its identity.", nameof(document));
    }

    public string Resource { get; }

    /// <summary>Identity by which the server tells the resource's documents from each other.</summary>
    public ResourceIdentity Identity { get; }

    /// <summary>Name by which templates refer to it; null for a built-in one.</summary>
    public string? Name { get; init; }

    /// <summary>The file and line that describe it; null for one that is built in.</summary>
    public string? Source { get; init; }

    public JsonObject Document { get; }

    public JsonObject NaturalKey { get; }

    private string? NameField { get; }

    public byte[] Body => System.Text.Encoding.UTF8.GetBytes(Document.ToJsonString(Json.Compact));

    public string Key => NaturalKey.ToJsonString(Json.Compact);

    /// <summary>True where no document of others has its natural key.</summary>
    public bool BearsMark => FixtureMark.IsIn(NaturalKey);

    /// <summary>True for a descriptor.</summary>
    public bool IsDescriptor => Resource.EndsWith("Descriptors", StringComparison.OrdinalIgnoreCase);

    /// <summary>As it is looked for.</summary>
    public WantedDocument Wanted => new(Resource, Key);

    /// <summary>
    /// Returns the reason why a document is not the one that this tool makes, in words: another natural key, another name or, where
    /// documents have none, other content. Null where it is the one, so that it can be deleted without harm to others.
    /// </summary>
    /// <param name="found">As the server shows it.</param>
    public string? Objection(JsonObject found)
    {
        if (!IdentityCheck.Bears(Identity, found, NaturalKey))
        {
            return "its natural key is written otherwise than ours";
        }

        if (NameField is not null)
        {
            return found[NameField] is JsonValue name && IdentityCheck.Same(name, Document[NameField]!.AsValue())
                ? null
                : "its name differs from the one that the fixtures have";
        }

        var differences = Document.Where(field => !Covers(found[field.Key], field.Value)).Select(static field => field.Key)
            .Concat(
                found
                    .Where(field => !Document.ContainsKey(field.Key) && !IsOfServer(field.Key) && !IsEmpty(field.Value))
                    .Select(static field => field.Key))
            .ToList();
        return differences.Count == 0 ? null : $"it differs from the one that we make in {string.Join(", ", differences)}";
    }

    private static bool IsOfServer(string field) => field == "id" || field == "link" || field.StartsWith('_');

    /// <summary>True where a value has all of our content, and no more than a server adds by itself.</summary>
    private static bool Covers(JsonNode? found, JsonNode? ours) => (found, ours) switch
    {
        (JsonObject one, JsonObject other) => other.All(field => Covers(one[field.Key], field.Value))
            && one.All(field => other.ContainsKey(field.Key) || IsOfServer(field.Key) || IsEmpty(field.Value)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(static pair => Covers(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) => IdentityCheck.Same(one, other),
        _ => false,
    };

    private static bool IsEmpty(JsonNode? value) =>
        value is null or JsonArray { Count: 0 } || (value is JsonValue single && single.GetValueKind() == JsonValueKind.False);
}
