using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Documents.Verification;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Catalog;

/// <summary>Compiles scenarios: makes up their documents and renders them to UTF-8, once.</summary>
/// <param name="catalog">The scenarios that can be run.</param>
internal sealed class ScenarioFactory(ScenarioCatalog catalog)
{
    /// <summary>Places of reused parents that a scenario has: one for each triple, and one for a poisoned operation.</summary>
    internal const int PlacesPerScenario = ScenarioOptions.MaxTripleCount + 1;

    /// <summary>Compiles the named scenarios, or the default ones.</summary>
    /// <param name="names">As <see cref="ScenarioCatalog.Resolve"/> takes them.</param>
    /// <param name="options">Seed, triples in a batch, fixtures.</param>
    /// <returns>The scenarios in the order in which they were named.</returns>
    /// <exception cref="BatchPerfException">
    /// UnknownScenario, AmbiguousScenario, TripleCountInvalid, PoolSizeInvalid, FixtureKeyInvalid, ScenarioTemplateInvalid;
    /// ScenarioIdentityUnsafe, ScenarioKeyFieldsWrong, ScenarioIdentityUnknown: documents might be others than the run's own.
    /// </exception>
    public IReadOnlyList<IScenario> Create(IEnumerable<string>? names, ScenarioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.PoolSize is < 1 or > 65_536)
        {
            throw new BatchPerfException(
                "PoolSizeInvalid",
                ProblemKind.InvalidInput,
                $"A pool of {options.PoolSize} documents cannot be made.",
                "Give a number from 1 to 65,536.");
        }

        options.FixtureKeys.Validate();
        var definitions = catalog.Definitions(names);
        var counts = new TripleCounts(catalog, options);
        return [.. definitions.Select((definition, i) => Compile(definition, counts.Of(definition), i * PlacesPerScenario, options))];
    }

    /// <summary>Compiles the named scenarios, or the default ones, each with its weight.</summary>
    /// <param name="wanted">As <see cref="ScenarioCatalog.WeightsOf"/> takes them.</param>
    /// <param name="options">Seed, triples in a batch, fixtures.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="Create"/> and <see cref="ScenarioCatalog.WeightsOf"/>.</exception>
    public IReadOnlyList<ScenarioShare> Deal(IReadOnlyList<(string Name, int? Weight)> wanted, ScenarioOptions options)
    {
        var weights = catalog.WeightsOf(wanted);
        var scenarios = weights.Count == 0 ? [] : Create(weights.Select(static w => w.Name), options);
        return [.. scenarios.Select((scenario, i) => new ScenarioShare(scenario, weights[i].Weight))];
    }

    private IScenario Compile(ScenarioDefinition definition, int perRecipe, int firstReused, ScenarioOptions options)
    {
        var reuse = options is { ReuseParents: true, OneByOne: false }
            && options.Contention?.Kinds.HasFlag(ContentionKind.OverlappingKeys) != true;
        var check = new ScenarioVerifier(definition, catalog.Identities);
        TriplePool[] pools =
        [
            .. definition.Recipes.Select((recipe, i) =>
            {
                var context = new RecipeContext(Seed(options.Seed, definition.Name, i), options.FixtureKeys, options.AvailableDescriptors);
                return new TriplePool(recipe, context, options.PoolSize, reuse, check.Check);
            }),
        ];
        check.Throw();
        var scenario = new TripleScenario(definition, pools, perRecipe * definition.Recipes.Count, firstReused)
        {
            Unverified = check.Unverified,
            Numbered = check.Numbered,
            Identities = catalog.Identities,
        };
        return options.Contention is { } contention ? new ContendedScenario(scenario, contention) : scenario;
    }

    // FNV-1a, because string.GetHashCode differs from process to process: every scenario has values of its own, whichever others run.
    private static int Seed(int seed, string name, int recipe)
        => name.Aggregate(unchecked((int)2166136261) ^ seed, static (hash, c) => unchecked((hash ^ c) * 16777619)) ^ recipe;
}
