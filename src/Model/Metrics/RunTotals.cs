using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Counts of all batches and operations of a run by outcome, in all its phases, to be compared with the server's own counts. Batches =
/// Succeeded + Failed + Canceled; OperationsSent = OperationsCommitted + OperationsRolledBack + OperationsFailed + OperationsNotAttempted +
/// OperationsUnknown.
/// </summary>
public sealed record RunTotals
{
    /// <summary>Batches that ended.</summary>
    public long Batches { get; init; }

    /// <summary>Batches whose every operation was committed.</summary>
    public long Succeeded { get; init; }

    /// <summary>Batches that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Batches cut off at the end of the run: neither successes nor failures.</summary>
    public long Canceled { get; init; }

    /// <summary>Failed batches that were answered with 409: unresolved references, identity and write conflicts.</summary>
    public long Conflicts { get; init; }

    /// <summary>Failed batches that were probably the victim of a deadlock: a 500 that names no operation, after 0.9 s or longer.</summary>
    public long Deadlocks { get; init; }

    /// <summary>
    /// Times that batches were sent: <see cref="Batches"/> and their retries. Operations of every attempt are in those below.
    /// </summary>
    public long Attempts { get; init; }

    /// <summary>Operations sent, once for each attempt of their batch.</summary>
    public long OperationsSent { get; init; }

    /// <summary>Operations that the server said were committed.</summary>
    public long OperationsCommitted { get; init; }

    /// <summary>Operations carried out and undone.</summary>
    public long OperationsRolledBack { get; init; }

    /// <summary>Operations that made their batch fail.</summary>
    public long OperationsFailed { get; init; }

    /// <summary>Operations that the server never came to.</summary>
    public long OperationsNotAttempted { get; init; }

    /// <summary>Operations of which no answer says whether they were committed.</summary>
    public long OperationsUnknown { get; init; }

    /// <summary>The totals of several runs together.</summary>
    internal static RunTotals Sum(IReadOnlyCollection<RunTotals> runs) => new()
    {
        Batches = runs.Sum(static r => r.Batches),
        Succeeded = runs.Sum(static r => r.Succeeded),
        Failed = runs.Sum(static r => r.Failed),
        Canceled = runs.Sum(static r => r.Canceled),
        Conflicts = runs.Sum(static r => r.Conflicts),
        Deadlocks = runs.Sum(static r => r.Deadlocks),
        Attempts = runs.Sum(static r => r.Attempts),
        OperationsSent = runs.Sum(static r => r.OperationsSent),
        OperationsCommitted = runs.Sum(static r => r.OperationsCommitted),
        OperationsRolledBack = runs.Sum(static r => r.OperationsRolledBack),
        OperationsFailed = runs.Sum(static r => r.OperationsFailed),
        OperationsNotAttempted = runs.Sum(static r => r.OperationsNotAttempted),
        OperationsUnknown = runs.Sum(static r => r.OperationsUnknown),
    };

    /// <summary>Batches, or requests of a Volume run, and committed operations.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Batches:#,0} sent: {Failed:#,0} failed, {Canceled:#,0} cut off; "
            + $"{OperationsCommitted:#,0} of {OperationsSent:#,0} operations committed");
}
