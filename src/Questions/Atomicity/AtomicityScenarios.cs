using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>The scenarios of a test of atomicity, with their descriptors and fixtures.</summary>
/// <param name="catalog">Catalog of the scenarios that there are.</param>
/// <param name="names">Names of the scenarios asked for; empty for the default scenarios.</param>
/// <param name="tripleCount">Creates, updates and deletes in a batch, as many of each; of each resource where a scenario mixes
/// them.</param>
/// <param name="seed">Fixes the documents' values.</param>
/// <param name="keys">Keys of the fixtures.</param>
internal sealed class AtomicityScenarios(ScenarioCatalog catalog, IReadOnlyList<string> names, int tripleCount, int seed, FixtureKeys keys)
{
    private readonly IReadOnlyList<string>? _names = names.Count == 0 ? null : names;
    private ScenarioCatalog _catalog = catalog;

    /// <summary>Checks them against the server; scenarios compiled before can only be looked at.</summary>
    /// <exception cref="BatchPerfException">As <see cref="ScenarioCatalog.VerifyAsync"/>.</exception>
    public async Task VerifyAsync(ApiConnection connection, CancellationToken cancellationToken)
        => _catalog = await _catalog.VerifyAsync(connection, _names, cancellationToken);

    /// <summary>Compiles them.</summary>
    /// <param name="descriptors">Descriptors, as URIs, that the server has.</param>
    /// <exception cref="BatchPerfException">As <see cref="ScenarioFactory.Create"/>.</exception>
    public IReadOnlyList<IScenario> Compile(IReadOnlyCollection<string> descriptors) =>
        new ScenarioFactory(_catalog).Create(_names, new ScenarioOptions
    {
        Seed = seed,
        TripleCount = tripleCount,
        TripleCounts = _catalog.Resolve(_names).ToDictionary(static s => s.Name, _ => tripleCount, StringComparer.OrdinalIgnoreCase),
        FixtureKeys = keys,
        AvailableDescriptors = descriptors,
    });

    /// <summary>Descriptors that their documents would use.</summary>
    public IReadOnlyList<DescriptorUse> Descriptors => _catalog.DescriptorsOf(_names, keys);

    /// <summary>The fixtures of templates that they stand on.</summary>
    public ScenarioFixtures Fixtures => _catalog.FixturesOf(_names);
}
