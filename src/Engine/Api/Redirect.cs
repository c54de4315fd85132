namespace EdFi.BatchPerf.Api;

/// <summary>Reads the target of a redirect, for messages: redirects are never followed.</summary>
internal static class Redirect
{
    private const int MaxText = 500;

    /// <summary>The absolute address that a <c>Location</c> header means, fit for a terminal and without user name and password.</summary>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="location">The header as it was sent.</param>
    public static string Target(Uri asked, string location)
    {
        var text = Uri.TryCreate(asked, location, out var target) ? target.AbsoluteUri : location;
        return PlainText.Line(ServerUrl.Shown(text.Length > MaxText ? string.Concat(text.AsSpan(0, MaxText), "…") : text));
    }

    /// <summary>Target of a redirected answer; null where it is no redirect.</summary>
    public static string? Target(Uri asked, ApiAnswer answer) =>
        IsRedirect(answer.Status) && answer.Location is { Length: > 0 } location ? Target(asked, location) : null;

    /// <summary>Target of a redirected answer to the load; null where it is no redirect.</summary>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="location">Its <c>Location</c>; null for none.</param>
    public static string? Target(Uri asked, int status, string? location) =>
        IsRedirect(status) && location is not null ? Target(asked, location) : null;

    private static bool IsRedirect(int status) => status is >= 300 and <= 399;
}
