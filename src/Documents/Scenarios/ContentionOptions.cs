using System.Text.Json.Serialization;
using EdFi.BatchPerf.Documents.Contention;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>How much the clients of a load get in each other's way.</summary>
public sealed record ContentionOptions
{
    /// <summary>In what.</summary>
    public required ContentionKind Kinds { get; init; }

    /// <summary>
    /// How much, 0 to 1: the share of batches that update shared parents, of triples whose keys are shared, and of every second client's
    /// batches that are written in opposite order.
    /// </summary>
    public double Share { get; init; } = 1;

    /// <summary>
    /// The updates of the shared parents, from <see cref="SharedParents.ReadAsync"/>; empty while only shapes are asked for. Never in a
    /// journal: what it holds may be old or forged, and batches would write it to the server.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<BatchOperation> Parents { get; init; } = [];
}
