using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Words of a transport about an answer that is not HTTP. They quote the answer, chunks as hexadecimal bytes, so they are shown only
/// through <see cref="SecretEcho.Hide(string, ReadOnlySpan{byte})"/>.
/// </summary>
internal static partial class ServerQuote
{
    private const int MaxText = 500;

    /// <summary>True where the answer was not understood, for a reason that the exception quotes.</summary>
    /// <param name="exception">What broke off the exchange.</param>
    public static bool IsIn(Exception exception) => exception
        is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
        or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }
        or InvalidDataException; // what claims to be gzip and is not

    /// <summary>The words, with bytes as Latin-1 text, cut at 500 characters.</summary>
    /// <param name="message">The innermost exception's message.</param>
    public static string Words(string message)
    {
        var text = Bytes().Replace(
            message.Length <= 8 * MaxText ? message : message[..(8 * MaxText)],
            static found => string.Create(
                (found.Length + 1) / 3,
                found,
                static (to, from) =>
                {
                    for (var i = 0; i < to.Length; i++)
                    {
                        var digits = from.ValueSpan.Slice(3 * i, 2);
                        to[i] = (char)byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                    }
                }));
        text = text.Replace("\r'", "'", StringComparison.Ordinal); // the end of the line that is quoted
        return text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
    }

    /// <summary>Two or more bytes as <see cref="BitConverter"/> writes them, behind a quote.</summary>
    [GeneratedRegex("(?<=')[0-9A-F]{2}(?:-[0-9A-F]{2})+(?![0-9A-F])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Bytes();
}
