using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The scenarios and fixtures made of a selection, and the resources of which none can be made, with the reason.</summary>
/// <param name="Scenarios">Scenarios by resource, in the order of the selection.</param>
/// <param name="FixturesOf">The fixtures that each of them stands on, in the order of creation.</param>
/// <param name="Impossible">Reasons by resource.</param>
internal sealed record MadeScenarios(
    IReadOnlyDictionary<ApiResource, MadeScenario> Scenarios,
    IReadOnlyDictionary<ApiResource, IReadOnlyList<MadeDocument>> FixturesOf,
    IReadOnlyDictionary<ApiResource, string> Impossible)
{
    /// <summary>The fixtures of all of them, each once, in the order of creation.</summary>
    public IReadOnlyList<MadeDocument> Fixtures { get; } =
        [.. Scenarios.Keys.SelectMany(resource => FixturesOf[resource]).DistinctBy(static f => f.Resource)];

    /// <summary>Makes them; a scenario whose fixtures cannot be made cannot be made either.</summary>
    /// <param name="maker">Makes documents.</param>
    /// <param name="resources">The selection.</param>
    /// <param name="kept">Scenarios and fixtures that stay as they were.</param>
    public static MadeScenarios Of(ScenarioMaker maker, IEnumerable<ApiResource> resources, KeptScenarios kept)
    {
        Dictionary<ApiResource, MadeScenario> made = [];
        Dictionary<ApiResource, IReadOnlyList<MadeDocument>> fixtures = [];
        Dictionary<ApiResource, string> impossible = [];
        foreach (var resource in resources)
        {
            try
            {
                var (scenario, needed) = kept.Find(resource) ?? Make(maker, resource);
                fixtures[resource] = [.. needed.Select(kept.Replace)];
                made[resource] = scenario;
            }
            catch (FormatException exception)
            {
                impossible[resource] = exception.Message;
            }
        }

        return new MadeScenarios(made, fixtures, impossible);
    }

    private static (MadeScenario Scenario, IReadOnlyList<MadeDocument> Fixtures) Make(ScenarioMaker maker, ApiResource resource)
    {
        var scenario = maker.Make(resource);
        return (scenario, maker.Fixtures([scenario]));
    }
}
