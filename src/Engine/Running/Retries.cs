using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>When a batch may be sent again, and when. Semantic errors never are.</summary>
internal static class Retries
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static bool Worthwhile(BatchAnswer answer) =>
        answer.StatusCode is 429 or 503 || answer is { StatusCode: null, ErrorKind: ErrorKind.ConnectionFailed };

    /// <summary>
    /// The last attempt's answer after one that broke off: unless all was committed, the operations stay unknown, for nobody knows
    /// what that earlier attempt did.
    /// </summary>
    public static BatchAnswer AfterUnknown(BatchAnswer last) =>
        last.Fate == BatchFate.Committed ? last : last with { Fate = BatchFate.Unknown };

    /// <summary>What the server asked for, else 100 ms doubled with each retry; at most 30 s.</summary>
    /// <param name="exchange">The exchange that failed.</param>
    /// <param name="retries">Retries made before.</param>
    public static TimeSpan Delay(BatchExchange exchange, int retries)
    {
        var delay = exchange.RetryAfter ?? TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(retries, 10)));
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > Longest ? Longest : delay;
    }
}
