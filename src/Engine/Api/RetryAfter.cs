using System.Globalization;
using System.Net;

namespace EdFi.BatchPerf.Api;

/// <summary>Reads the wait that a server which refuses for now (429, 503) asks for: <c>Retry-After</c>, RFC 9110, 10.2.3.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// The header of a 429 or 503; null where there is none that can be read. A date counts from the answer's own <c>Date</c>, so that
    /// a difference between the server's clock and this machine's does no harm.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">Says now, for an answer without a date.</param>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
        {
            return null;
        }

        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? time.GetUtcNow()),
            _ => null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    /// <summary>
    /// Returns an addition to the text of a refusal: <c> (Retry-After: 7 s)</c>; empty where the server asked for no wait.
    /// </summary>
    public static string Words(TimeSpan? asked) =>
        asked is { } wait ? string.Create(CultureInfo.InvariantCulture, $" ({Label}{wait.TotalSeconds:0} s)") : "";

    /// <summary>Text before the seconds in <see cref="Words"/>.</summary>
    public const string Label = "Retry-After: ";
}
