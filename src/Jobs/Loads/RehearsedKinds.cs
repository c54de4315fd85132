using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The kinds of run whose code is ready: what was compiled once stays so until the process ends. Safe from any thread.</summary>
internal sealed class RehearsedKinds
{
    private readonly ConcurrentDictionary<TestType, bool> _kinds = new();

    /// <summary>Test types rehearsed in this process.</summary>
    public static RehearsedKinds OfProcess { get; } = new();

    /// <summary>Whether a kind has been rehearsed.</summary>
    public bool Has(TestType type) => _kinds.ContainsKey(type);

    /// <summary>Notes that a kind has been rehearsed.</summary>
    public void Add(TestType type) => _kinds[type] = true;
}
