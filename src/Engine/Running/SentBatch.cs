using System.Runtime.InteropServices;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Facts about a request apart from its answer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SentBatch
{
    public required string RunId { get; init; }

    public required string Scenario { get; init; }

    public required string Name { get; init; }

    public required string Resource { get; init; }

    public required BatchShape Shape { get; init; }

    public string? Method { get; init; }

    public int Triples { get; init; }

    public TestType TestType { get; init; }

    public int Client { get; init; }

    public long Sequence { get; init; }

    public RunPhase Phase { get; init; }

    public DateTimeOffset ScheduledAt { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public double ScheduledAfterMs { get; init; }

    public double ResponseTimeMs { get; init; }

    public double ServiceTimeMs { get; init; }

    public long RequestBytes { get; init; }

    /// <summary>All attempts; null where there was one only.</summary>
    public IReadOnlyList<BatchAttempt>? Attempts { get; init; }

    public BatchRun? Run { get; init; }
}
