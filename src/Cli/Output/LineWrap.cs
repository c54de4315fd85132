using System.Text;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Breaks lines between words where a window ends. Longer words stay whole, so that paths and addresses can be copied.</summary>
internal static class LineWrap
{
    private const int Deeper = 2;

    /// <summary>Labels before a text, below which its further lines begin indented.</summary>
    private static readonly string[] Labels = ["error: ", "       ", "warning: ", "  FAIL ", "  ok   "];

    /// <summary>Lines of at most <paramref name="width"/> characters; continued ones are indented below their text.</summary>
    /// <param name="text">One line or several.</param>
    /// <param name="width">Columns of the window; null for any number.</param>
    public static string Wrap(string text, int? width) => width is not { } columns || text.Split('\n').All(line => line.Length <= columns)
        ? text
        : string.Join('\n', text.Split('\n').Select(line => Wrap(line.TrimEnd('\r'), columns)));

    /// <summary>A label and, in a column beside it, a text.</summary>
    /// <param name="left">The label, indented as it is to be.</param>
    /// <param name="right">The text.</param>
    /// <param name="column">Where the text begins, on the next line where the label is longer.</param>
    /// <param name="width">Columns of the window.</param>
    public static string Beside(string left, string right, int column, int width)
    {
        var indent = new string(' ', column);
        var text = Wrap(indent, right.Split(' '), indent, width);
        return left.Length < column ? left + text[left.Length..] : left + Environment.NewLine + text;
    }

    private static string Wrap(string line, int width)
    {
        if (line.Length <= width)
        {
            return line;
        }

        var own = line.Length - line.TrimStart(' ').Length;
        var label = Array.Find(Labels, label => line.StartsWith(label, StringComparison.Ordinal));
        var next = label?.Length ?? (own == 0 ? 0 : own + Deeper);
        return Wrap(line[..own], line[own..].Split(' '), new string(' ', next), width);
    }

    private static string Wrap(string first, IEnumerable<string> words, string next, int width)
    {
        var text = new StringBuilder(first);
        var (used, begun) = (first.Length, false);
        foreach (var word in words)
        {
            if (begun && used + 1 + word.Length > width)
            {
                text.Append(Environment.NewLine).Append(next);
                (used, begun) = (next.Length, false);
            }

            text.Append(begun ? " " : "").Append(word);
            used += word.Length + (begun ? 1 : 0);
            begun = true;
        }

        return text.ToString();
    }
}
