namespace EdFi.BatchPerf.Api;

/// <summary>Result of a search for a server's batch limit.</summary>
/// <param name="Limit">The most operations that a batch may have: so many were taken, one more was refused. Null when the largest batch
/// tried was taken.</param>
/// <param name="Message">The server's refusal in words; null when it refused none.</param>
/// <param name="Requests">Batches sent for it; none of them can write.</param>
public sealed record BatchLimitFinding(int? Limit, string? Message, int Requests)
{
    /// <summary>The largest batch that is tried, in operations.</summary>
    public const int LargestTried = LimitSearch.Most;
}
