using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>A document that a triple creates, as its recipe rendered it, with the identity that the server knows it by.</summary>
/// <param name="Plan">The scenario's plan of the document.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Content">The document, with the <see cref="KeyMarkers"/> wherever the key goes.</param>
internal sealed record CreatedDocument(DocumentPlan Plan, ResourceIdentity Identity, JsonObject Content);
