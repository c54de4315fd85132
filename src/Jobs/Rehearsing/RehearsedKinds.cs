using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Jobs.Rehearsing;

/// <summary>The kinds of run whose code is ready: compiled code stays so until the process ends. Safe from any thread.</summary>
internal sealed class RehearsedKinds
{
    private readonly ConcurrentDictionary<(TestType Type, RehearsedParts Parts), bool> _kinds = new();

    /// <summary>Kinds rehearsed in this process.</summary>
    public static RehearsedKinds OfProcess { get; } = new();

    /// <summary>True where runs of that type have been rehearsed with all of these parts, and maybe more.</summary>
    public bool Has(TestType type, RehearsedParts parts) => _kinds.Keys.Any(kind => kind.Type == type && kind.Parts.HasFlag(parts));

    /// <summary>Notes that a kind has been rehearsed.</summary>
    public void Add(TestType type, RehearsedParts parts) => _kinds[(type, parts)] = true;
}
