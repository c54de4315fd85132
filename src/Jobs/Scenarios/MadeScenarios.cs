using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The scenarios and fixtures that were made of a selection, with what cannot be made and why.</summary>
/// <param name="Scenarios">Scenarios by resource.</param>
/// <param name="Fixtures">The fixtures that they stand on, in the order of creation.</param>
/// <param name="Impossible">Reasons by resource.</param>
internal sealed record MadeScenarios(
    IReadOnlyDictionary<ApiResource, MadeScenario> Scenarios,
    IReadOnlyList<MadeDocument> Fixtures,
    IReadOnlyDictionary<ApiResource, string> Impossible)
{
    /// <summary>Makes them; a scenario whose fixtures cannot be made cannot be made either.</summary>
    public static MadeScenarios Of(ScenarioMaker maker, IEnumerable<ApiResource> resources)
    {
        Dictionary<ApiResource, MadeScenario> made = [];
        Dictionary<ApiResource, string> impossible = [];
        foreach (var resource in resources)
        {
            try
            {
                var scenario = maker.Make(resource);
                _ = maker.Fixtures([scenario]);
                made[resource] = scenario;
            }
            catch (FormatException exception)
            {
                impossible[resource] = exception.Message;
            }
        }

        return new MadeScenarios(made, maker.Fixtures(made.Values), impossible);
    }
}
