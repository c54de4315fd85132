using System.Globalization;

namespace EdFi.BatchPerf.Api;

/// <summary>Refusal of a token: the token endpoint's answer.</summary>
/// <param name="status">Its status, other than 200.</param>
/// <param name="wait">Time that a 429 or 503 asks to wait; null where it does not.</param>
internal sealed class TokenRefusal(int status, TimeSpan? wait)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The token endpoint answered {status}."))
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>True where the server had no time, or failed: nothing that the key did.</summary>
    public bool IsBusy => status is 429 or >= 500;

    /// <summary>Time that it asks to wait; null where it does not.</summary>
    public TimeSpan? Wait => wait;

    /// <summary>The refusal that a problem comes from; null where it comes from something else.</summary>
    public static TokenRefusal? Of(Exception problem) => problem.InnerException as TokenRefusal;
}
