using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Counts by outcome of the operations of one request name at one position of its batches, or of all of one kind. Sent = Committed +
/// RolledBack + Failed + NotAttempted + Unknown.
/// </summary>
public sealed record OperationLedgerRow
{
    /// <summary>Request name, for example <c>students-batch-10</c>; <c>Aggregated</c> for all of them.</summary>
    public required string Name { get; init; }

    /// <summary>Position in the batch, from 0; null in a row that adds up positions.</summary>
    public int? Position { get; init; }

    /// <summary>The operation; null in a row that adds up several, and where only results were seen, which do not say it.</summary>
    public OperationKind? Op { get; init; }

    /// <summary>The endpoint segment; null in a row that adds up several, and where only results were seen, which do not say it.</summary>
    public string? Resource { get; init; }

    /// <summary>Operations sent.</summary>
    public long Sent { get; init; }

    /// <summary>Operations that the server said were committed.</summary>
    public long Committed { get; init; }

    /// <summary>Operations carried out and undone because a later one failed.</summary>
    public long RolledBack { get; init; }

    /// <summary>Operations that made their batch fail.</summary>
    public long Failed { get; init; }

    /// <summary>Operations that the server never came to.</summary>
    public long NotAttempted { get; init; }

    /// <summary>Operations of which no answer says whether they were committed.</summary>
    public long Unknown { get; init; }

    /// <summary>Name, operation and resource, with the numbers sent, committed and failed.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} {Op} {Resource}: {Sent:#,0} sent, {Committed:#,0} committed, {Failed:#,0} failed");
}
