using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Addresses of a server as an operator or a server wrote them. Messages show <see cref="Shown(string)"/> of an address, never the
/// text itself, which can hold a user name and a password.
/// </summary>
internal static partial class ServerUrl
{
    private const string Hidden = "***@";

    /// <summary>
    /// True where the text can hold a user name or a password. That is any <c>@</c>: of <c>https://user:12/34@host</c> a parser makes
    /// the host <c>user</c> and the path <c>/34@host</c>, and sees no user name.
    /// </summary>
    public static bool MayHoldCredentials(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('@', StringComparison.Ordinal);
    }

    /// <summary>Returns an address without a possible user name and password: all between the scheme and the last <c>@</c>.</summary>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return text;
        }

        var scheme = Scheme().Match(text);
        return (scheme.Length <= at ? scheme.Value : "") + Hidden + text[(at + 1)..];
    }

    /// <summary>An absolute http or https address without user name and password.</summary>
    /// <param name="text">The address as it was written.</param>
    /// <param name="what">Name of the address, to begin a sentence with: <c>The base URL</c>.</param>
    /// <exception cref="BatchPerfException"><c>InvalidBaseUrl</c>.</exception>
    public static Uri ReadBase(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (MayHoldCredentials(trimmed))
        {
            throw new BatchPerfException(
                "InvalidBaseUrl",
                ProblemKind.InvalidInput,
                $"{what} '{Shown(trimmed)}' holds a user name or a password (all before the @, not shown here).",
                "Give the URL without them, and key and secret by PERF_API_KEY and PERF_API_SECRET or as a credential; an @ in a "
                    + "path is written %40.");
        }

        if (Placeholder(trimmed) is { } placeholder)
        {
            throw new BatchPerfException(
                "InvalidBaseUrl",
                ProblemKind.InvalidInput,
                $"{what} '{trimmed}' holds the placeholder {placeholder}.",
                "Give the URL with the value in place of the placeholder.");
        }

        return Uri.TryCreate(trimmed, UriKind.Absolute, out var url) && IsHttp(url)
            ? url
            : throw new BatchPerfException(
                "InvalidBaseUrl",
                ProblemKind.InvalidInput,
                $"{what} '{trimmed}' is not an absolute http or https URL.",
                "Give the base URL like https://dms.example.org or https://host/dms.");
    }

    /// <summary>The first placeholder of an address, such as <c>{tenant}</c>, also where its braces are escaped; null for none.</summary>
    internal static string? Placeholder(string text)
    {
        var found = Braces().Match(text);
        return found.Success ? Uri.UnescapeDataString(found.Value) : null;
    }

    /// <summary>The address up to its last placeholder, on the host of the base URL, with examples in place of placeholders.</summary>
    /// <param name="baseUrl">The base URL that the operator gave.</param>
    /// <param name="place">An address with a placeholder.</param>
    internal static string Filled(Uri baseUrl, string place)
    {
        var last = Braces().Matches(place)[^1];
        var text = place[..(last.Index + last.Length)];
        var host = text.IndexOf("://", StringComparison.Ordinal);
        var path = text.IndexOf('/', host < 0 ? 0 : host + 3);
        return baseUrl.GetLeftPart(UriPartial.Authority) + Braces().Replace(path < 0 ? "/" + text : text[path..], Example);
    }

    private static string Example(Match placeholder) =>
        placeholder.Value.Contains("year", StringComparison.OrdinalIgnoreCase) ? "2025"
        : placeholder.Value.Contains("tenant", StringComparison.OrdinalIgnoreCase) ? "tenant1"
        : "value";

    internal static bool SameHost(Uri one, Uri other) =>
        string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase) && one.Port == other.Port;

    internal static bool IsHttp(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*:[/\\]{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?:\{|%7B)[^/?#]*?(?:\}|%7D)|[{}]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Braces();
}
