using System.Diagnostics.CodeAnalysis;

namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Text in a CSV file that a spreadsheet would calculate, because it begins with <c>= + - @</c>, a tab or a line break, gets an apostrophe
/// before it, which spreadsheets do not calculate; reading takes it off. Text that begins with apostrophes followed by such a character
/// gets one more, so that every text comes back as it was. Source: OWASP, CSV injection.
/// </summary>
internal static class CsvText
{
    private const char Mark = '\'';

    /// <summary>A text as a file holds it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Neutral(string? text) => text is { Length: > 0 } && IsMarkedOrFormula(text, marksNeeded: 0) ? Mark + text : text;

    /// <summary>A text as it was before <see cref="Neutral"/>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Original(string? text) => text is { Length: > 1 } && IsMarkedOrFormula(text, marksNeeded: 1) ? text[1..] : text;

    private static bool IsMarkedOrFormula(string text, int marksNeeded)
    {
        var marks = 0;
        while (marks < text.Length && text[marks] == Mark)
        {
            marks++;
        }

        return marks >= marksNeeded
            && marks < text.Length
            && text[marks] is ('=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠');
    }
}
