using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Rules for sending a batch again, and after which wait. Semantic errors never are sent again.</summary>
internal static class Retries
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>False also where the server asks for a longer wait than five minutes: sooner would be against its word.</summary>
    public static bool Worthwhile(BatchExchange exchange) =>
        exchange.Answer is { StatusCode: 429 or 503 }
            or { StatusCode: null, ErrorKind: ErrorKind.ConnectionFailed or ErrorKind.ClientResources }
            or { TokenStatus: 429 or 503 } // nothing was sent
        && (exchange.RetryAfter ?? TimeSpan.Zero) <= LongestAsked;

    /// <summary>
    /// Returns the last attempt's answer after one that broke off: unless all was committed, the operations stay unknown, because the
    /// outcome of that earlier attempt is not known.
    /// </summary>
    public static BatchAnswer AfterUnknown(BatchAnswer last) =>
        last.Fate == BatchFate.Committed ? last : last with { Fate = BatchFate.Unknown };

    /// <summary>
    /// Returns the wait that the server asked for (Retry-After), else 100 ms doubled with each retry, at most 30 s; for want of a token no
    /// less than the time for which the token endpoint is left alone, so that none is asked for in vain.
    /// </summary>
    /// <param name="exchange">The exchange that failed.</param>
    /// <param name="retries">Retries made before.</param>
    public static TimeSpan Delay(BatchExchange exchange, int retries) => exchange.RetryAfter
        ?? (exchange.Answer.HadNoToken && OwnDelay(retries) < TokenSource.UsualQuiet ? TokenSource.UsualQuiet : OwnDelay(retries));

    /// <summary>Returns the wait where the server asked for none.</summary>
    /// <param name="retries">Retries made before.</param>
    public static TimeSpan OwnDelay(int retries)
    {
        var own = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(retries, 10)));
        return own > Longest ? Longest : own;
    }
}
