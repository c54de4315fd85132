using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Unit.Architecture;
using YamlDotNet.RepresentationModel;

namespace EdFi.BatchPerf.Unit.Documentation;

/// <summary>The options of the console program and of the simulator on the pages of docs and README exist.</summary>
public sealed partial class ConsoleCommandTests
{
    /// <summary>Options of other programs that pages name.</summary>
    private static readonly string[] Others = ["--minutes"];

    private static readonly string[] Known = [.. CommandLine.Names, .. OptionTable.All.Select(static option => option.Short).OfType<string>()];

    /// <summary>The page of the simulator names the simulator's own.</summary>
    private static readonly string[] KnownOfSimulator = [.. EdFi.BatchPerf.Simulator.Configuration.OptionTable.All.Select(static option => "--" + option.Name), "--help"];

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Room.Root, "docs"), "*.md").Concat(Pipelines).Append(Path.Combine(Room.Root, "README.md")).Select(static page => Path.GetRelativePath(Room.Root, page))];

    private static string[] Pipelines => Directory.GetFiles(Path.Combine(Room.Root, "examples", "pipelines"), "*.yaml");

    [Fact]
    public void Example_pipelines_are_of_both_services_and_are_YAML()
    {
        Assert.Equal(["azure-pipelines.yaml", "github-actions.yaml"], Pipelines.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Pipelines, static file =>
        {
            using var text = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(text);
            Assert.Contains("jobs", ((YamlMappingNode)Assert.Single(yaml.Documents).RootNode).Children.Keys.Select(static key => ((YamlScalarNode)key).Value));
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Options_of_the_console_program_on_a_page_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(Room.Root, page));
        var commands = Code().Matches(text).Concat(Line().Matches(text)).Select(static code => code.Groups["code"].Value)
            .Where(static code => code.StartsWith("edfi-batchperf", StringComparison.Ordinal) || code.StartsWith("--", StringComparison.Ordinal));
        var known = Path.GetFileName(page) == "simulator.md" ? KnownOfSimulator : Known;
        Assert.All(
            commands.SelectMany(static code => Option().Matches(code).Select(static option => option.Value)).Except(Others),
            option => Assert.Contains(option, known));
    }

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex("^ *(?<code>edfi-batchperf .+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<=^|[\s\[])--?[A-Za-z][A-Za-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Option();
}
