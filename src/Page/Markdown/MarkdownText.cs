using System.Text;

namespace EdFi.BatchPerf.Page.Markdown;

/// <summary>
/// Texts in Markdown of GitHub's flavour (https://github.github.com/gfm/), escaped: a server's words make no link, no mention, no table
/// cell and no HTML.
/// </summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]()#+!|~<>&@:";

    /// <summary>A text on one line, each special character as a reference.</summary>
    public static string Of(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var c in PlainText.Line(text) ?? "")
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append("&#").Append((int)c).Append(';');
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
