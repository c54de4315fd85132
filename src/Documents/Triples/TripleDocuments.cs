using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The documents of one triple, with the <see cref="KeyMarkers"/> wherever the natural key goes.</summary>
/// <param name="Before">Parents, created earlier in the same batch and deleted last.</param>
/// <param name="Create">The document that is created.</param>
/// <param name="Update">The document after its update; same identity.</param>
internal sealed record TripleDocuments(IReadOnlyList<JsonObject> Before, JsonObject Create, JsonObject Update);
