using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Result of one case of a test of atomicity: after a batch that was kept from being committed, every natural key of it was read back
/// through the single-resource endpoint and compared with its before-image.
/// </summary>
public sealed class BatchAtomicityResult
{
    /// <summary>The test's id: 13 characters, with which every natural key of the test begins.</summary>
    public required string RunId { get; init; }

    /// <summary>The scenario whose documents were used.</summary>
    public required string Scenario { get; init; }

    /// <summary>Request name of a batch of this size, for example <c>students-batch-4</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Cause that kept the batch from being committed.</summary>
    public required AtomicityPoison Poison { get; init; }

    /// <summary>
    /// Position of the poisoned operation, from 0; null where the poison has none (<see cref="AtomicityPoison.OverLimit"/>,
    /// <see cref="AtomicityPoison.Cancellation"/>).
    /// </summary>
    public int? Position { get; init; }

    /// <summary>Number of this repetition of the case, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Clients that loaded the server meanwhile; 0 for a batch alone.</summary>
    public int LoadClients { get; init; }

    /// <summary>Batches of that load that were answered while this one was tested.</summary>
    public long LoadBatches { get; init; }

    /// <summary>Operations of the batch.</summary>
    public int OperationCount { get; init; }

    /// <summary>The verdict.</summary>
    public required AtomicityVerdict Verdict { get; init; }

    /// <summary>Share of the batch's effects that was found on the server afterwards.</summary>
    public required AtomicityFinding Found { get; init; }

    /// <summary>The status that the poison asks for; null for <see cref="AtomicityPoison.Cancellation"/>.</summary>
    public int? ExpectedStatus { get; init; }

    /// <summary>The status that the batch was answered with; null when no answer came.</summary>
    public int? BatchStatus { get; init; }

    /// <summary>Position of the operation that the server blamed; null where it blamed none.</summary>
    public int? FailedIndex { get; init; }

    /// <summary>Error kind of the batch; null when it was committed.</summary>
    public ErrorKind? ErrorKind { get; init; }

    /// <summary>The server's answer as text; null when the batch was committed.</summary>
    public string? Error { get; init => field = PlainText.Lines(value); }

    /// <summary>Correlation id of the batch's line in the server's log; null where the server gave none.</summary>
    public string? CorrelationId { get; init => field = PlainText.Line(value); }

    /// <summary>From sending the batch to its answer, or to giving it up, in milliseconds.</summary>
    public double ServiceTimeMs { get; init; }

    /// <summary>Time at which the batch was sent.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Natural keys that were read back.</summary>
    public int KeysRead { get; init; }

    /// <summary>Number of <see cref="Survivors"/>.</summary>
    public int SurvivorCount { get; init; }

    /// <summary>The survivors in one line, for files; empty for none.</summary>
    public string SurvivorNames { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>
    /// Documents of this batch that could not, or should not, be deleted when its case ended, in one line; empty for none. Those that could
    /// not are tried again at the end of the test; a warning names what stays.
    /// </summary>
    public string NotCleanedUp { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>Reasons for the verdict, as text.</summary>
    public required string Detail { get; init => field = PlainText.Lines(value); }

    /// <summary>The operations whose effect is there although the batch failed, in the batch's order.</summary>
    public IReadOnlyList<BatchSurvivor> Survivors { get; init => field = PlainList.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Verdict}: {Name}, "
            + $"{Poison}{(Position is { } position ? $" at {position}" : "")}{(LoadClients > 0
                ? $" under {LoadClients} clients"
                : "")}: {Detail}");
}
