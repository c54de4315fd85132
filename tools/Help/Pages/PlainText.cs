using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EdFi.BatchPerf.Help.Pages;

/// <summary>Markdown as Get-Help shows it: text without marks, wrapped by PowerShell to the window.</summary>
internal static class PlainText
{
    /// <summary>A paragraph for each block; a list is one, an item a line.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Block> blocks) => [.. blocks.Select(Of).Where(static text => text.Length > 0)];

    public static string Of(Block block) => block switch
    {
        FencedCodeBlock code => Code(code, indent: "    "),
        LeafBlock { Inline: { } inline } => Of(inline),
        ListBlock list => string.Join(
            '\n',
            list.OfType<ListItemBlock>().Select((item, i) => (list.IsOrdered ? $"{i + 1}. " : "- ") + string.Join('\n', item.Select(Of)))),
        ContainerBlock container => string.Join("\n\n", container.Select(Of)),
        _ => "",
    };

    public static string Of(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                LinkInline { FirstChild: null } link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                ContainerInline container => Of(container),
                _ => "",
            });
        }

        return text.ToString().Trim();
    }

    public static string Code(FencedCodeBlock code, string indent = "") =>
        string.Join('\n', code.Lines.ToString().TrimEnd().Split('\n').Select(line => (indent + line.TrimEnd('\r')).TrimEnd()));
}
