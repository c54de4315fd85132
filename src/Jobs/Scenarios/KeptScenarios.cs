using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Scenarios and fixtures that a server was seen to take: later lessons change neither a scenario that passed, whose file would be untried
/// again, nor a fixture that is on the server.
/// </summary>
internal sealed class KeptScenarios
{
    private readonly Dictionary<ApiResource, (MadeScenario Scenario, IReadOnlyList<MadeDocument> Fixtures)> _scenarios = [];
    private readonly Dictionary<ApiResource, MadeDocument> _fixtures = [];

    /// <summary>Keeps a scenario of which the server took a record.</summary>
    public void Keep(MadeScenarios made, ApiResource resource)
        => _scenarios[resource] = (made.Scenarios[resource], made.FixturesOf[resource]);

    /// <summary>Keeps a fixture that is on the server.</summary>
    public void Keep(MadeDocument fixture) => _fixtures.TryAdd(fixture.Resource, fixture);

    /// <summary>True for a scenario that is kept.</summary>
    public bool Has(ApiResource resource) => _scenarios.ContainsKey(resource);

    /// <summary>A scenario that is kept, with its fixtures; null for none.</summary>
    public (MadeScenario Scenario, IReadOnlyList<MadeDocument> Fixtures)? Find(ApiResource resource)
        => _scenarios.TryGetValue(resource, out var kept) ? kept : null;

    /// <summary>The fixture as it is on the server, where it is there; else as it was made.</summary>
    public MadeDocument Replace(MadeDocument fixture) => _fixtures.GetValueOrDefault(fixture.Resource, fixture);
}
