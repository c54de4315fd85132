using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>Options that scenarios are compiled with.</summary>
internal sealed record ScenarioOptions
{
    /// <summary>Triples in a batch where nothing is said.</summary>
    public const int DefaultTripleCount = 10;

    /// <summary>Most triples in a batch, 10,000.</summary>
    public const int MaxTripleCount = RunOptionTable.MostTriples;

    /// <summary>Triples of a pool that only shows what batches consist of and whether templates can be rendered.</summary>
    public const int SamplePool = 32;

    /// <summary>Fixes the values of the documents, never their keys.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Triples in a batch, 1 to <see cref="MaxTripleCount"/>; scenarios that mix resources follow only their own override.
    /// </summary>
    public int TripleCount { get; init; } = DefaultTripleCount;

    /// <summary>
    /// Triples in a batch per scenario, 1 to <see cref="MaxTripleCount"/>. The key is a scenario's name, long or short, or its resource,
    /// in any letter case; a name goes before a resource. For a scenario that mixes resources it is the number of each.
    /// </summary>
    public IReadOnlyDictionary<string, int> TripleCounts { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>One triple at a time, as a Volume run sends them: no other number of triples is looked at.</summary>
    public bool OneByOne { get; init; }

    /// <summary>
    /// True where clients make the parents that templates let be reused before their first batch, and delete them in the end. Otherwise all
    /// parents are made anew with each triple; so they are with <see cref="OneByOne"/>, and where keys are shared between clients.
    /// </summary>
    public bool ReuseParents { get; init; }

    /// <summary>The natural keys of the fixtures that documents refer to.</summary>
    public FixtureKeys FixtureKeys { get; init; } = new();

    /// <summary>Descriptors, as URIs, that the server was seen to have: optional ones are written only where they are among them.</summary>
    public IReadOnlyCollection<string> AvailableDescriptors { get; init; } = [];

    /// <summary>Contention between clients; null for none.</summary>
    public ContentionOptions? Contention { get; init; }

    /// <summary>Different triples that are made up per scenario, 1 to 65,536.</summary>
    public int PoolSize { get; init; } = 512;
}
