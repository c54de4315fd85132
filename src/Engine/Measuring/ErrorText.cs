using System.Text.RegularExpressions;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Takes the parts of a message out that differ from batch to batch, so that failures of one sort read alike.</summary>
internal sealed partial class ErrorText(string? runId)
{
    private const int MaxLength = 300;
    private const int LongestRead = 2000;
    private const int ShortestId = 10;
    private const string Gap = "…";
    private readonly Regex? _keys = string.IsNullOrEmpty(runId)
        ? null
        : new Regex(Regex.Escape(runId) + "[0-9a-z-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    public string Normalize(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return "";
        }

        var line = FirstLine(message);
        if (line.Contains(RetryAfter.Label, StringComparison.Ordinal))
        {
            line = Waits().Replace(line, RetryAfter.Label + Gap);
        }

        if (MayHoldId(line))
        {
            line = _keys?.Replace(line, Gap) ?? line;
            line = Ids().Replace(line, Gap);
        }

        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength), Gap);
    }

    /// <summary>
    /// True where there is a word long enough and with a digit in it: a storm of plain refusals is not to cost two searches each.
    /// </summary>
    private static bool MayHoldId(string line)
    {
        var (length, digits) = (0, 0);
        foreach (var c in line)
        {
            (length, digits) = char.IsAsciiLetterOrDigit(c) || c == '-' ? (length + 1, char.IsAsciiDigit(c) ? digits + 1 : digits) : (0, 0);
            if (length >= ShortestId && digits > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string FirstLine(string message)
    {
        var text = message.AsSpan().Trim();
        var end = text.IndexOfAny('\r', '\n');
        text = end < 0 ? text : text[..end];
        end = text.IndexOf("\\u000"); // a line break as results hold it
        text = (end >= 0 && end + 5 < text.Length && text[end + 5] is 'a' or 'd' ? text[..end] : text).TrimEnd();
        return text[..Math.Min(text.Length, LongestRead)].ToString();
    }

    /// <summary>The seconds of a Retry-After, which grow less within each window of a limiter.</summary>
    [GeneratedRegex(RetryAfter.Label + "[0-9]+ s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Waits();

    /// <summary>
    /// GUIDs; a web server's trace ids (0HN7…:0000000A); natural keys of any run (13 base-36 digits, then client-sequence-triple);
    /// hexadecimal strings of 16 or more; numbers of 10 digits or more (schools have 9).
    /// </summary>
    [GeneratedRegex(
        """
        \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b
        |\b0H[0-9A-Z]{11}(?::[0-9A-F]{8})?\b
        |\b[0-9a-z]{14,17}-[0-9a-z]+-[0-9a-z]+\b
        |\b(?=[0-9a-f]*[0-9])[0-9a-f]{16,}\b
        |[0-9]{10,}
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ids();
}
