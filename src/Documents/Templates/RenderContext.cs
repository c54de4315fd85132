using System.Text.Json.Nodes;
using Bogus;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>What a template is rendered with.</summary>
/// <param name="Keys">The natural keys of the built-in fixtures.</param>
/// <param name="Chance">Makes up values; null in what is constant.</param>
/// <param name="Document">The rendered document, while its update is rendered.</param>
/// <param name="Limit">What rendering may still cost.</param>
internal sealed record RenderContext(FixtureKeys Keys, Lazy<Faker>? Chance, JsonObject? Document, RenderLimit Limit);
