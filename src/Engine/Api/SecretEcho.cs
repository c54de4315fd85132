using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Overwrites key-and-secret pairs, secrets, tokens and values of the operator's headers with asterisks in a server's answer to a refused
/// request: some servers and proxies quote the headers or the form that they refuse, and refusals are shown, logged and kept in files.
/// </summary>
internal sealed class SecretEcho
{
    /// <summary>Shorter texts occur by chance in a server's answers.</summary>
    private const int Shortest = 8;

    private readonly byte[][] _needles;

    public SecretEcho(ConnectOptions options)
    {
        string[] plain =
        [
            options.Secret,
            Base64(options.Secret),
            Base64(CredentialWays.RawPair(options)),
            Base64(CredentialWays.EncodedPair(options)),
            .. options.Headers.Values.Select(static h => h.Value),
        ];
        _needles =
        [
            .. plain.SelectMany(Spellings)
                .Where(static text => text.Length >= Shortest)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(static text => text.Length)
                .Select(Encoding.UTF8.GetBytes),
        ];
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
