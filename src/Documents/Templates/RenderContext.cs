using System.Text.Json.Nodes;
using Bogus;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The values that a template is rendered with, and the limit of the rendering.</summary>
/// <param name="Keys">The natural keys of the built-in fixtures.</param>
/// <param name="Chance">Makes up values; null for constant documents.</param>
/// <param name="Document">The rendered document, while its update is rendered.</param>
/// <param name="Limit">Remaining bounds on rendering.</param>
internal sealed record RenderContext(FixtureKeys Keys, Lazy<Faker>? Chance, JsonObject? Document, RenderLimit Limit);
