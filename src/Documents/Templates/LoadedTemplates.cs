using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Scenarios and fixtures loaded from template files.</summary>
/// <param name="Scenarios">All scenarios, the built-in ones first; a mix is in them.</param>
/// <param name="Fixtures">The fixtures, in the order in which they are made.</param>
internal sealed record LoadedTemplates(IReadOnlyList<ScenarioDefinition> Scenarios, IReadOnlyList<IFixtureTemplate> Fixtures);
