using System.Globalization;

namespace EdFi.BatchPerf.Api;

/// <summary>Why there is no token: what the token endpoint answered.</summary>
/// <param name="status">Its status, other than 200.</param>
/// <param name="wait">How long a 429 or 503 asks to wait; null where it does not.</param>
internal sealed class TokenRefusal(int status, TimeSpan? wait)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The token endpoint answered {status}."))
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>How long it asks to wait; null where it does not.</summary>
    public TimeSpan? Wait => wait;

    /// <summary>The refusal that a problem comes from; null where it comes from something else.</summary>
    public static TokenRefusal? Of(Exception problem) => problem.InnerException as TokenRefusal;
}
