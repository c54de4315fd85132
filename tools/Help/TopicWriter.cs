using System.Text;
using EdFi.BatchPerf.Help.Pages;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace EdFi.BatchPerf.Help;

/// <summary>
/// Writes pages of the documentation as topics for Get-Help (about_*.help.txt): a paragraph is wrapped, code is kept as it is, a row of a
/// table becomes a paragraph of its own.
/// </summary>
internal static class TopicWriter
{
    private const int Width = 79;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Writes one page.</summary>
    /// <param name="page">A Markdown file with one title.</param>
    /// <param name="topic">The topic's name, about_….</param>
    /// <param name="folder">Where the topic's file goes.</param>
    public static void Write(string page, string topic, string folder)
    {
        var blocks = Markdown.Parse(File.ReadAllText(page), Pipeline).ToList();
        if (blocks is not [HeadingBlock { Level: 1, Inline: { } title }, ..])
        {
            throw PageException.At(page, 0, "a page begins with its title");
        }

        var text = new StringBuilder().Append($"TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n");
        Wrap(text, PlainText.Of(title), "    ", "    ");
        text.Append("\nLONG DESCRIPTION\n");
        blocks.Skip(1).ToList().ForEach(block => Write(text, block, "    "));
        text.Append("SEE ALSO\n    about_EdFi.BatchPerf\n");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{topic}.help.txt"), text.ToString());
    }

    private static void Write(StringBuilder text, Block block, string indent)
    {
        switch (block)
        {
            case HeadingBlock { Inline: { } title }:
                text.Append(PlainText.Of(title).ToUpperInvariant()).Append('\n');
                return;
            case FencedCodeBlock code:
                text.Append(PlainText.Code(code, indent + "    ")).Append('\n');
                break;
            case Table table:
                Rows(text, table, indent);
                break;
            case ListBlock list:
                foreach (var (item, number) in list.OfType<ListItemBlock>().Select(static (item, i) => (item, i + 1)))
                {
                    Wrap(
                        text,
                        (list.IsOrdered ? $"{number}. " : "- ") + string.Join(' ', item.Select(PlainText.Of)),
                        indent,
                        indent + "  ");
                }

                break;
            case LeafBlock or ContainerBlock when PlainText.Of(block) is { Length: > 0 } paragraph:
                Wrap(text, paragraph, indent, indent);
                break;
            default:
                return;
        }

        text.Append('\n');
    }

    private static void Rows(StringBuilder text, Table table, string indent)
    {
        foreach (var row in table.OfType<TableRow>().Where(static row => !row.IsHeader))
        {
            var cells = row
                .OfType<TableCell>()
                .Select(static cell => PlainText.Of((Block)cell))
                .Where(static cell => cell.Length > 0)
                .ToList();
            Wrap(
                text,
                string.Join(": ", cells.Take(2)) + string.Concat(cells.Skip(2).Select(static cell => $"; {cell}")),
                indent,
                indent + "    ");
        }
    }

    private static void Wrap(StringBuilder text, string paragraph, string first, string others)
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(others);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        text.Append(line).Append('\n');
    }
}
