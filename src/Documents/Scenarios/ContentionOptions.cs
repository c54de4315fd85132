using System.Text.Json.Serialization;
using EdFi.BatchPerf.Documents.Contention;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>Kinds and share of contention between the clients of a load.</summary>
internal sealed record ContentionOptions
{
    /// <summary>Kinds of contention, as flags.</summary>
    public required ContentionKind Kinds { get; init; }

    /// <summary>
    /// Share of contention, 0 to 1: of batches that update shared parents, of triples whose keys are shared, and of every second client's
    /// batches that are written in opposite order.
    /// </summary>
    public double Share { get; init; } = 1;

    /// <summary>
    /// The updates of the shared parents, from <see cref="SharedParents.ReadAsync"/>; empty while only shapes are asked for. Never in a
    /// journal: documents in it may be old or forged, and batches would write them to the server.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<BatchOperation> Parents { get; init; } = [];
}
