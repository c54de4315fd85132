using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using static EdFi.BatchPerf.Help.Pages.Outline;

namespace EdFi.BatchPerf.Help.Pages;

/// <summary>
/// Reads a page in the form that platyPS gave to the world: front matter, SYNOPSIS, SYNTAX, DESCRIPTION, EXAMPLES, PARAMETERS, …
/// </summary>
internal static class PageReader
{
    private const string DefaultMark = " (Default)";
    private const string CommonParameters = "CommonParameters";

    /// <exception cref="PageException">The page is not of that form.</exception>
    public static HelpPage Read(string path)
    {
        var outline = Outline.Read(path);
        if (outline.Title != Path.GetFileNameWithoutExtension(path))
        {
            throw PageException.At(path, 0, $"the title is '{outline.Title}', not the file's name");
        }

        return new HelpPage
        {
            Name = outline.Title,
            HelpFile = FrontMatter(outline, "external help file"),
            Synopsis = string.Join(' ', PlainText.Of(outline.Find("SYNOPSIS").Blocks)),
            Description = PlainText.Of(outline.Find("DESCRIPTION").Blocks),
            ParameterSets = ParameterSets(outline),
            SyntaxOrder = SyntaxOrder(outline),
            Examples = [.. outline.Find("EXAMPLES").Parts.Select(part => Example(path, part))],
            Parameters = [.. outline.Find("PARAMETERS").Parts
                .Where(static part => part.Title != CommonParameters)
                .Select(part => Parameter(path, part))],
            Inputs = Types(outline.Find("INPUTS")),
            Outputs = Types(outline.Find("OUTPUTS")),
            Notes = PlainText.Of(outline.Find("NOTES").Blocks),
            Links = [.. outline.Find("RELATED LINKS").Blocks
                .OfType<LeafBlock>()
                .SelectMany(static block => block.Inline?.FindDescendants<LinkInline>() ?? [])
                .Select(Link)],
        };
    }

    private static string FrontMatter(Outline outline, string name) =>
        outline.FrontMatter
            .Split('\n')
            .Select(static line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(pair => pair[0] == name) is [_, { Length: > 0 } value]
            ? value
            : throw PageException.At(outline.Path, 0, $"the front matter lacks '{name}:'");

    private static string[] ParameterSets(Outline outline)
    {
        var syntax = outline.Find("SYNTAX");
        return syntax.Parts.Count == 0
            ? ["__AllParameterSets"]
            : [.. syntax.Parts
                .OrderByDescending(static part => part.Title.EndsWith(DefaultMark, StringComparison.Ordinal))
                .Select(static part => part.Title.Replace(DefaultMark, "", StringComparison.Ordinal))];
    }

    private static string[] SyntaxOrder(Outline outline)
    {
        var syntax = outline.Find("SYNTAX");
        return [.. syntax.Blocks.Concat(syntax.Parts.SelectMany(static part => part.Blocks))
            .OfType<FencedCodeBlock>()
            .SelectMany(static block => block.Lines.ToString().Split([' ', '\n', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            .Where(static word => word.StartsWith('-'))
            .Select(static word => word[1..])
            .Distinct(StringComparer.Ordinal)];
    }

    private static PageExample Example(string path, Section part)
    {
        var code = part.Blocks.OfType<FencedCodeBlock>().FirstOrDefault()
            ?? throw PageException.At(path, part.Line, $"'{part.Title}' has no code");
        return new PageExample(part.Title, PlainText.Code(code), PlainText.Of(part.Blocks.Where(block => block != code)));
    }

    private static PageParameter Parameter(string path, Section part)
    {
        var facts = part.Blocks.OfType<FencedCodeBlock>().Where(static block => block.Info == "yaml").ToArray();
        if (!part.Title.StartsWith('-') || facts.Length == 0)
        {
            throw PageException.At(path, part.Line, $"'{part.Title}' is not a parameter: '### -Name', its text, a yaml block");
        }

        return new PageParameter(part.Title[1..], PlainText.Of(part.Blocks.Except(facts)), [.. facts.Select(block => Facts(path, block))]);
    }

    private static ParameterFacts Facts(string path, FencedCodeBlock block)
    {
        try
        {
            return ParameterFacts.Parse(block.Lines.ToString());
        }
        catch (FormatException e)
        {
            throw PageException.At(path, block.Line, e.Message);
        }
    }

    private static IReadOnlyList<PageType> Types(Section section) =>
        [.. section.Parts.Select(static part => new PageType(part.Title, PlainText.Of(part.Blocks)))];

    private static PageLink Link(LinkInline link)
    {
        var isTopic = link.Url is { } url && !url.Contains('/', StringComparison.Ordinal);
        return new PageLink(PlainText.Of(link), isTopic ? "" : link.Url ?? "");
    }
}
