namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Tells deadlocks from other failures of a server. A server answers the victim with a 500 that names no operation, as it does when
/// its database is lost; but PostgreSQL looks for deadlocks only when a lock was waited for during <c>deadlock_timeout</c>, 1 s by default.
/// </summary>
internal static class DeadlockRule
{
    /// <summary>A little less than <c>deadlock_timeout</c>, since clocks differ.</summary>
    public const double LeastMs = 900;

    /// <summary>True for a 500 that names no operation and took <see cref="LeastMs"/> or longer.</summary>
    public static bool IsProbable(BatchResult result) =>
        result is { StatusCode: 500, FailedIndex: null }
            && result.OperationsUnknown == result.OperationCount
            && result.ServiceTimeMs >= LeastMs;
}
