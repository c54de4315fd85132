using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Answers that differ between servers of different age: refusals, tokens, discovery.</summary>
internal abstract class Dialect
{
    /// <summary>Path of the token endpoint in the discovery document.</summary>
    public abstract string TokenPath { get; }

    public static Dialect Of(SimulatorOptions options) =>
        options.Dialect == ServerDialect.Newer ? NewerDialect.Instance : CurrentDialect.Instance;

    /// <summary>The refusal of a rate limiter.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">Until requests are let through again.</param>
    public abstract void WriteThrottled(HttpContext context, TimeSpan wait);

    /// <summary>The refusal of a server whose circuit breaker is open.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">Time for which the breaker stays open.</param>
    public abstract void WriteBroken(HttpContext context, TimeSpan wait);

    /// <summary>A 503 of the server, or of a proxy before it.</summary>
    public abstract void WriteUnavailable(HttpContext context, TimeSpan wait);

    /// <summary>The refusal of a token.</summary>
    public abstract void WriteUnauthorized(HttpContext context, string error);

    /// <summary>The refusal of a body that is too long to be read; the connection closes.</summary>
    public abstract void WriteTooLarge(HttpContext context);

    /// <summary>The headers of a 405 on a single-resource endpoint.</summary>
    public abstract void AddAllowed(HttpContext context, string methods);

    /// <summary>True where documents may come with this content type.</summary>
    public abstract bool Takes(string? contentType);

    /// <summary>Key or secret as HTTP Basic carries it.</summary>
    public abstract string Decode(string credential);

    /// <summary>The addresses that only some servers name.</summary>
    public abstract void WriteMoreUrls(Utf8JsonWriter writer, string baseUrl);

    /// <summary>Sets Retry-After to the wait in seconds, rounded up, so that no client comes back too early.</summary>
    protected static void AskToWait(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
