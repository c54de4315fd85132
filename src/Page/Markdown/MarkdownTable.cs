using System.Text;

namespace EdFi.BatchPerf.Page.Markdown;

/// <summary>Writes tables of Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes one, and an empty line behind it.</summary>
    /// <param name="text">Receives it.</param>
    /// <param name="head">The headings.</param>
    /// <param name="rows">The cells, in Markdown.</param>
    /// <param name="numbersFrom">The first column of numbers, which are set to the right.</param>
    public static void Write(StringBuilder text, IReadOnlyList<string> head, IEnumerable<string[]> rows, int numbersFrom = int.MaxValue)
    {
        Line(head);
        Line(head.Select((_, column) => column < numbersFrom ? "---" : "---:"));
        foreach (var row in rows)
        {
            Line(row);
        }

        text.AppendLine();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
    }
}
