using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>Makes scenarios and plans of the options that a host was given.</summary>
/// <param name="values">The options.</param>
/// <param name="keys">The fixtures' natural keys.</param>
/// <param name="scenarios">The scenarios that were asked for; empty for the default ones.</param>
internal sealed class PlanBuilder(RunValues values, FixtureKeys keys, IReadOnlyList<ScenarioWeight> scenarios)
{
    /// <summary>The names that were asked for; null for the default scenarios.</summary>
    public IReadOnlyList<string>? Names => scenarios.Count == 0 ? null : [.. scenarios.Select(static s => s.Name)];

    /// <summary>Triples in a batch of single scenarios.</summary>
    public required Func<ScenarioCatalog, IReadOnlyDictionary<string, int>> TripleCounts { get; init; }

    /// <summary>Makes the options that scenarios are compiled with.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="descriptors">Descriptors, as URIs, that the server has.</param>
    /// <param name="parents">Updates of the shared parents; empty where there are none.</param>
    public ScenarioOptions Options(
        ScenarioCatalog catalog,
        IReadOnlyCollection<string> descriptors,
        IReadOnlyList<BatchOperation> parents) => new()
    {
        Seed = values.Get<int>(RunOptionTable.Seed),
        TripleCount = values.Get<int>(RunOptionTable.BatchTripleCount),
        TripleCounts = TripleCounts(catalog),
        OneByOne = values.Get<TestType>(RunOptionTable.TestType) == TestType.Volume,
        ReuseParents = true,
        FixtureKeys = keys,
        AvailableDescriptors = descriptors,
        Contention = values.Get<ContentionKind>(RunOptionTable.Contention) is var kinds && kinds == ContentionKind.None
            ? null
            : new ContentionOptions { Kinds = kinds, Share = values.Get<double>(RunOptionTable.ContentionShare), Parents = parents },
    };

    /// <summary>Compiles the scenarios and makes the plan of a run of them.</summary>
    /// <exception cref="BatchPerfException">Those of <see cref="ScenarioFactory.Deal"/>.</exception>
    public RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options) =>
        values.Plan(new ScenarioFactory(catalog).Deal([.. scenarios.Select(static s => (s.Name, s.Weight))], options));
}
