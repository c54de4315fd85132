using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>What the maps of the code name, is there.</summary>
public sealed partial class DocumentationTests
{
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_path_that_a_page_names_exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(Room.Root, page));
        var folder = Path.GetDirectoryName(page)!;
        var named = Quoted().Matches(text).Select(static quoted => quoted.Groups["path"].Value)
            .Concat(Linked().Matches(text).Select(link => Path.Combine(folder, link.Groups["path"].Value)))
            .Where(static path => path.Contains('/', StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal));

        Assert.DoesNotContain(named, static path => !Path.Exists(Path.Combine(Room.Root, path)));
    }

    [Fact]
    public void Every_link_of_every_page_leads_to_a_file()
    {
        var pages = Directory.GetFiles(Path.Combine(Room.Root, "docs"), "*.md").Append(Path.Combine(Room.Root, "README.md"));
        Assert.All(pages, static page => Assert.DoesNotContain(
            Linked().Matches(File.ReadAllText(page)).Select(static link => link.Groups["path"].Value),
            path => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, path))));
    }

    [GeneratedRegex(@"`(?<path>[\w./-]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?<path>[\w./-]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Linked();
}
