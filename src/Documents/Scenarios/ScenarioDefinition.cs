using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>A scenario before it is compiled.</summary>
internal sealed record ScenarioDefinition
{
    public required string Name { get; init; }

    public required string Resource { get; init; }

    /// <summary>The beginning of its request name.</summary>
    public required string RequestPrefix { get; init; }

    public required string Description { get; init; }

    /// <summary>One, or several whose triples alternate.</summary>
    public required IReadOnlyList<ITripleRecipe> Recipes { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>Weight among the scenarios that are dealt, above 0.</summary>
    public decimal Weight { get; init; } = 1;

    public string Source { get; init; } = BuiltIn;

    /// <summary>The fixtures of templates that it stands on.</summary>
    public IReadOnlyList<IFixtureTemplate> Fixtures { get; init; } = [];

    /// <summary>The keys of built-in fixtures that its documents name; null for all.</summary>
    public IReadOnlyCollection<string>? Tokens { get; init; }

    /// <summary>Triples of each recipe where the scenario does not follow the run's count; null where it does.</summary>
    public int? OwnTripleCount { get; init; }

    /// <summary>Descriptors that its documents always name.</summary>
    public IReadOnlyList<DescriptorUse> Descriptors { get; init; } = [];

    /// <summary>Descriptors that its documents put together from tokens, by the keys of the built-in fixtures.</summary>
    public Func<FixtureKeys, IReadOnlyList<DescriptorUse>> ComposedDescriptors { get; init; } = static _ => [];

    public const string BuiltIn = "built in";

    public BatchScenario Describe()
    {
        var layout = new TripleLayout(Recipes[0], reuse: true);
        return new BatchScenario
        {
            Name = Name,
            Resource = Resource,
            Default = IsDefault,
            Weight = Weight,
            OperationsPerTriple = layout.Operations.Count,
            DefaultTripleCount = (OwnTripleCount ?? ScenarioOptions.DefaultTripleCount) * Recipes.Count,
            Source = Source,
            Description = Description,
            KeyFields = string.Join(", ", Recipes.SelectMany(static r => r.Main.KeyFields.Leaves).Distinct(StringComparer.Ordinal)),
        };
    }
}
