using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A page cut at its headings: front matter, title, sections, subsections.</summary>
internal sealed class Outline
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();
    private readonly List<Section> _sections = [];

    private Outline(string path) => Path = path;

    public string Path { get; }

    public string Title { get; private set; } = "";

    public string FrontMatter { get; private set; } = "";

    public IReadOnlyList<Section> Sections => _sections;

    public static Outline Read(string path)
    {
        var outline = new Outline(path);
        foreach (var block in Markdown.Parse(File.ReadAllText(path), Pipeline))
        {
            outline.Add(block);
        }

        return outline;
    }

    /// <exception cref="PageException">There is none of that title.</exception>
    public Section Find(string title) =>
        _sections.Find(section => section.Title == title) ?? throw PageException.At(Path, 0, $"the section '## {title}' is missing");

    private void Add(Block block)
    {
        if (block is YamlFrontMatterBlock yaml)
        {
            FrontMatter = yaml.Lines.ToString();
            return;
        }

        if (block is not HeadingBlock heading)
        {
            var section = _sections.Count == 0
                ? throw PageException.At(Path, block.Line, "there is text before the first '## ' heading")
                : _sections[^1];
            (section.Parts.Count == 0 ? section : section.Parts[^1]).Blocks.Add(block);
            return;
        }

        var title = heading.Inline is null ? "" : PlainText.Of(heading.Inline);
        switch (heading.Level)
        {
            case 1 when Title.Length == 0:
                Title = title;
                break;
            case 2:
                _sections.Add(new Section(title, heading.Line));
                break;
            case 3 when _sections.Count > 0:
                _sections[^1].Parts.Add(new Section(title, heading.Line));
                break;
            default:
                throw PageException.At(Path, heading.Line, $"'{title}': a page has one '# ', then '## ' sections with '### ' parts");
        }
    }

    /// <summary>What stands under a heading, up to the next of its level.</summary>
    internal sealed class Section(string title, int line)
    {
        public string Title => title;

        public int Line => line;

        public List<Block> Blocks { get; } = [];

        public List<Section> Parts { get; } = [];
    }
}
