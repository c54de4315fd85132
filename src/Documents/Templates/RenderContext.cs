using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>What a template is rendered with.</summary>
/// <param name="Recipe">Chance and fixtures.</param>
/// <param name="Document">The rendered document, while its update is rendered.</param>
/// <param name="Limit">What rendering may still cost.</param>
internal sealed record RenderContext(RecipeContext Recipe, JsonObject? Document, RenderLimit Limit);
