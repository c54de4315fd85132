using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Overwrites key-and-secret pairs, secrets, tokens and values of the operator's headers with asterisks in a server's answer to a refused
/// request: some servers and proxies quote the headers or the form that they refuse, and refusals are shown, logged and kept in files. So
/// are redirects, and answers that are not HTTP.
/// </summary>
internal sealed class SecretEcho
{
    /// <summary>Shorter texts occur by chance in a server's answers.</summary>
    private const int Shortest = 8;

    private readonly byte[][] _needles;
    private readonly SecretPieces _pieces = new();

    public SecretEcho(ConnectOptions options)
    {
        string[] plain =
        [
            options.Secret,
            Base64(options.Secret),
            Base64(CredentialWays.RawPair(options)),
            Base64(CredentialWays.EncodedPair(options)),
            .. options.Headers.Values
                .Where(static h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)) // a name, which addresses hold
                .Select(static h => h.Value),
        ];
        _needles =
        [
            .. plain.SelectMany(Spellings)
                .Where(static text => text.Length >= Shortest)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(static text => text.Length)
                .Select(Encoding.UTF8.GetBytes),
        ];
        Array.ForEach(_needles, needle => _pieces.Add(needle));
    }

    /// <summary>Overwrites every occurrence in place, so that the length stays.</summary>
    /// <param name="answer">The body of an answer, in UTF-8.</param>
    /// <param name="token">The token that the request carried; empty for none.</param>
    public void Hide(Span<byte> answer, ReadOnlySpan<byte> token)
    {
        Overwrite(answer, token);
        foreach (var needle in _needles)
        {
            Overwrite(answer, needle);
        }
    }

    /// <summary>
    /// Overwrites every piece of 8 or more characters of a secret: what quotes a redirect or a broken head was cut, or torn apart by a
    /// parser, so that a secret need not be whole in it.
    /// </summary>
    /// <param name="text">Words that quote a server.</param>
    /// <param name="token">The token that the request carried; empty for none.</param>
    public string Hide(string text, ReadOnlySpan<byte> token)
    {
        var pieces = new SecretPieces();
        pieces.Add(token);
        var shown = text.ToCharArray();
        pieces.Overwrite(text, shown);
        _pieces.Overwrite(text, shown);
        return text.AsSpan().SequenceEqual(shown) ? text : new string(shown);
    }

    /// <summary>The exception; where it quotes the answer, one of the same kind with harmless words, and without causes.</summary>
    /// <param name="exception">What broke off the exchange.</param>
    /// <param name="token">The token that the request carried; empty for none.</param>
    public Exception Hide(Exception exception, ReadOnlySpan<byte> token) =>
        ServerQuote.IsIn(exception)
            ? new HttpRequestException(
                HttpRequestError.InvalidResponse,
                Hide(ServerQuote.Words(exception.GetBaseException().Message), token))
            : exception;

    private static void Overwrite(Span<byte> answer, ReadOnlySpan<byte> needle)
    {
        if (needle.Length < Shortest)
        {
            return;
        }

        for (var at = answer.IndexOf(needle); at >= 0; at = answer.IndexOf(needle))
        {
            answer.Slice(at, needle.Length).Fill((byte)'*');
            answer = answer[(at + needle.Length)..];
        }
    }

    private static string[] Spellings(string text) =>
    [
        text,
        Uri.EscapeDataString(text),
        WebUtility.UrlEncode(text),
        JsonEncodedText.Encode(text).ToString(),
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    ];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
