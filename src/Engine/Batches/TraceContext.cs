using System.Security.Cryptography;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// The trace of one request of the load: a random trace id, and a random span id for each attempt. One attempt at a time.
/// </summary>
/// <remarks>
/// The header is that of W3C Trace Context, level 1 (Recommendation of 23 November 2021), section 3.2:
/// https://www.w3.org/TR/trace-context-1/#traceparent-header.
/// </remarks>
internal sealed class TraceContext
{
    /// <summary>The header's name.</summary>
    public const string HeaderName = "traceparent";

    /// <summary>32 lower-case hexadecimal digits, not all zero.</summary>
    public string TraceId { get; } = NewId(16);

    /// <summary>The last attempt's span: 16 lower-case hexadecimal digits, not all zero; null before the first attempt.</summary>
    public string? SpanId { get; private set; }

    /// <summary>The header of the next attempt: version 00, the trace, a new span, and the flag 01, sampled.</summary>
    public string NextAttempt()
    {
        SpanId = NewId(8);
        return $"00-{TraceId}-{SpanId}-01";
    }

    private static string NewId(int length)
    {
        Span<byte> id = stackalloc byte[length];
        do
        {
            RandomNumberGenerator.Fill(id);
        }
        while (!id.ContainsAnyExcept((byte)0)); // all zero means none

        return Convert.ToHexString(id).ToLowerInvariant();
    }
}
