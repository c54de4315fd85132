using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf;

/// <summary>
/// Makes text that others wrote (a server, a file) harmless to show: characters that steer a terminal, reorder or hide text are written as
/// <c>\u001b</c>, all others stay. Applied where such text becomes a property of a result or a problem, and at every output.
/// </summary>
public static class PlainText
{
    /// <summary>One line: line breaks and tabs are written as escapes, too.</summary>
    /// <param name="text">Any text; null stays null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Line(string? text) => text is null || IsHarmless(text) ? text : Escape(text, breaksStay: false);

    /// <summary>Several lines: line feeds, carriage returns and tabs stay as they are.</summary>
    /// <inheritdoc cref="Line"/>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Lines(string? text) => text is null || IsHarmless(text) ? text : Escape(text, breaksStay: true);

    private static bool IsHarmless(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static string Escape(string text, bool breaksStay)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                var hidden = CharUnicodeInfo.GetUnicodeCategory(
                    char.ConvertToUtf32(c, text[i + 1])) is UnicodeCategory.Format or UnicodeCategory.Control;
                Append(plain, c, hidden);
                Append(plain, text[++i], hidden);
            }
            else
            {
                Append(plain, c, !(breaksStay && c is '\n' or '\r' or '\t') && IsHarmful(c));
            }
        }

        return plain.ToString();
    }

    private static void Append(StringBuilder plain, char c, bool escaped) =>
        _ = escaped ? plain.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)) : plain.Append(c);

    /// <summary>
    /// Controls (C0, DEL, C1), separators of lines, halves of surrogate pairs, and formats, among them the marks of writing direction;
    /// but for the joiners that some scripts are written with.
    /// </summary>
    private static bool IsHarmful(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        UnicodeCategory.Format => c is not ('\u200C' or '\u200D' or '\u00AD'),
        _ => false,
    };
}
