using System.Text.RegularExpressions;
using EdFi.BatchPerf.Unit.Architecture;
using YamlDotNet.RepresentationModel;

namespace EdFi.BatchPerf.Unit.Documentation;

/// <summary>Each example pipeline is complete: what a step needs, a step before it made, in the order that the service runs them.</summary>
public sealed partial class ExamplePipelineTests
{
    private const string Folder = "report";

    /// <summary>Each file, and the ways of making the load of which one runs.</summary>
    public static TheoryData<string, string[]> Pipelines => new()
    {
        { "github-actions.yaml", ["console", "powershell", "pester"] },
        { "azure-pipelines.yaml", ["console", "powershell"] },
    };

    public static TheoryData<string> Files => [.. Pipelines.Select(static row => (string)row[0])];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void The_clone_is_there_and_built_before_anything_of_it_is_used(string file, string[] ways)
    {
        var steps = Steps(file);

        Assert.Matches("^(checkout: self|uses: actions/checkout@)", steps[0].Text);
        Assert.Contains(steps[1].Keys, static key => key is "task" or "uses");
        Assert.Matches("(UseDotNet@2|actions/setup-dotnet@)[\\s\\S]*10\\.0\\.x", steps[1].Text);
        Assert.Contains("dotnet run build.cs -- build\n", steps[2].Text, StringComparison.Ordinal);
        Assert.Contains("$PWD/out/console", steps[2].Text, StringComparison.Ordinal);
        Assert.All(steps.Take(3), static step => Assert.Null(step.Condition));
        Assert.All(steps.Take(3), static step => Assert.DoesNotMatch("edfi-batchperf|Import-Module", step.Text));
        Assert.Equal(ways.Length, steps.Count(static step => IsLoad(step.Text)));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void One_way_of_making_the_load_is_chosen_and_each_can_be(string file, string[] ways)
    {
        var chosen = Steps(file).Where(static step => IsLoad(step.Text)).Select(static step => Way().Match(step.Condition!).Groups["way"].Value);

        Assert.Equal(ways, chosen);
        Assert.Contains(string.Join(", ", ways), Read(file).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_kept_was_written_by_each_way_and_is_kept_also_where_a_limit_is_not(string file)
    {
        var steps = Steps(file);
        var kept = steps[^1];

        Assert.Contains("always()", kept.Condition, StringComparison.Ordinal);
        Assert.Contains(Folder, kept.Text, StringComparison.Ordinal);
        Assert.All(steps.Where(static step => IsLoad(step.Text)), static step => Assert.Matches($"-o {Folder}|-Path ./{Folder}|KeepPath = './{Folder}'", step.Text));
        if (kept.Keys.Contains("publish"))
        {
            // Azure's fails where the folder is missing: it is published where a load says that there is one.
            Assert.Contains("variables.made", kept.Condition, StringComparison.Ordinal);
            Assert.All(steps.Where(static step => IsLoad(step.Text)), static step => Assert.Contains($"task.setvariable variable=made]{Folder}", step.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_of_the_clone_exist_and_what_is_built_lies_where_the_build_puts_it(string file)
    {
        var build = File.ReadAllText(Path.Combine(Room.Root, "build.cs"));
        var paths = LocalPath().Matches(Read(file)).Select(static path => path.Value[2..]).Where(static path => !path.StartsWith(Folder, StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(
            path.StartsWith("out/", StringComparison.Ordinal)
                ? build.Contains($"Repository.Path({string.Join(", ", path.Split('/').Select(static part => $"\"{part}\""))})", StringComparison.Ordinal)
                : File.Exists(Path.Combine(Room.Root, path)),
            path));
        Assert.Contains("""Repository.Path("out", "console")""", build, StringComparison.Ordinal);
        Assert.Contains("""("build", """, build, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_are_pinned_to_the_commits_that_the_repositorys_own_pipeline_names(string file)
    {
        var own = File.ReadAllText(Path.Combine(Room.Root, ".github", "workflows", "ci.yml"));

        Assert.All(Steps(file).Where(static step => step.Keys.Contains("uses")), step => Assert.Contains(step.Value("uses"), own, StringComparison.Ordinal));
    }

    private static bool IsLoad(string text) => text.Contains("-t BATCH_VOLUME", StringComparison.Ordinal)
        || text.Contains("Invoke-BatchVolumeTest", StringComparison.Ordinal)
        || text.Contains("Invoke-Pester", StringComparison.Ordinal);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Room.Root, "examples", "pipelines", file));

    private static List<Step> Steps(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        var jobs = ((YamlMappingNode)Assert.Single(yaml.Documents).RootNode)["jobs"];
        var job = jobs is YamlSequenceNode list ? Assert.Single(list.Children) : Assert.Single(((YamlMappingNode)jobs).Children).Value;
        return [.. ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>().Select(static step => new Step(step))];
    }

    [GeneratedRegex(@"(inputs\.way == '|parameters\.way \}\}', ')(?<way>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Way();

    [GeneratedRegex(@"(?<=[\s""'])\./[\w./-]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LocalPath();

    /// <summary>One step: its keys, and all that it says in one text.</summary>
    private sealed class Step(YamlMappingNode node)
    {
        public IEnumerable<string> Keys => node.Children.Keys.Select(static key => ((YamlScalarNode)key).Value!);

        public string? Condition => Keys.FirstOrDefault(static key => key is "if" or "condition") is { } key ? Value(key) : null;

        public string Text { get; } = string.Join('\n', Lines(node));

        public string Value(string key) => ((YamlScalarNode)node[key]).Value!;

        private static IEnumerable<string> Lines(YamlMappingNode mapping) => mapping.Children.SelectMany(static pair => pair.Value is YamlMappingNode inner
            ? Lines(inner)
            : [$"{((YamlScalarNode)pair.Key).Value}: {((YamlScalarNode)pair.Value).Value}"]);
    }
}
