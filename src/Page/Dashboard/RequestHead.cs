using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>The head of a request, as far as the dashboard looks at it.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">The path and query, as sent; begins with a slash.</param>
/// <param name="Host">The one Host header.</param>
/// <param name="Origin">The Origin header; null without one.</param>
/// <param name="ContentType">The Content-Type header; null without one.</param>
/// <param name="BodyLength">Bytes of the body that follows; 0 without Content-Length.</param>
internal sealed record RequestHead(string Method, string Target, string Host, string? Origin, string? ContentType, int BodyLength)
{
    private const int MaxHeaders = 64;
    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create([.. "\r\n\t"u8, .. Enumerable.Range(0x20, 0x5F).Select(static b => (byte)b)]);

    /// <summary>
    /// Reads a head, strictly: forms that two programs could read differently (a header twice, folded lines, bare line ends, chunked
    /// bodies) are refused. Source: RFC 9112, sections 2 to 6.
    /// </summary>
    /// <param name="bytes">All lines of the head, with the empty one at the end.</param>
    /// <returns>The head; or null and the status of the refusal.</returns>
    public static (RequestHead? Head, int Refusal) Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.EndsWith("\r\n\r\n"u8) || bytes.IndexOfAnyExcept(Allowed) >= 0)
        {
            return (null, 400);
        }

        var lines = Encoding.ASCII.GetString(bytes[..^4]).Split("\r\n");
        if (lines.Length - 1 > MaxHeaders)
        {
            return (null, 431);
        }

        var first = lines[0].Split(' ');
        return lines.Any(static line => line.AsSpan().IndexOfAny('\r', '\n') >= 0)
            || first.Length != 3
            || !IsToken(first[0])
            || !first[1].StartsWith('/') ? (null, 400)
            : first[2] is not ("HTTP/1.1" or "HTTP/1.0") ? (null, first[2].StartsWith("HTTP/", StringComparison.Ordinal) ? 505 : 400)
            : WithHeaders(first[0], first[1], lines.AsSpan(1));
    }

    private static (RequestHead? Head, int Refusal) WithHeaders(string method, string target, ReadOnlySpan<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1
                || !IsToken(line[..colon])
                || (!values.TryAdd(line[..colon], line[(colon + 1)..].Trim(' ', '\t')) && IsLookedAt(line[..colon])))
            {
                return (null, 400);
            }
        }

        if (!values.TryGetValue("Host", out var host) || values.ContainsKey("Transfer-Encoding"))
        {
            return (null, host is null ? 400 : 501);
        }

        if (values.ContainsKey("Expect"))
        {
            return (null, 417);
        }

        var length = 0;
        if (values.TryGetValue("Content-Length", out var written))
        {
            if (written.Length is 0 || !written.All(char.IsAsciiDigit))
            {
                return (null, 400);
            }

            length = written.TrimStart('0') is { Length: <= 9 } digits
                ? digits.Length == 0
                ? 0
                : int.Parse(digits, CultureInfo.InvariantCulture)
                : int.MaxValue;
        }

        return (
            new RequestHead(method, target, host, values.GetValueOrDefault("Origin"), values.GetValueOrDefault("Content-Type"), length),
            0);
    }

    /// <summary>True for headers of which a second one could mean something else.</summary>
    private static bool IsLookedAt(string name) =>
        name.ToUpperInvariant() is "HOST" or "ORIGIN" or "CONTENT-TYPE" or "CONTENT-LENGTH" or "TRANSFER-ENCODING";

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
