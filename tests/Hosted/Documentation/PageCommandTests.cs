using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cmdlets;

namespace EdFi.BatchPerf.Hosted.Documentation;

/// <summary>The commands on the pages of docs and README: they parse, and name cmdlets and parameters that exist.</summary>
public sealed partial class PageCommandTests
{
    private static readonly Dictionary<string, HashSet<string>> Cmdlets = typeof(ConnectBatchApiCommand).Assembly.GetTypes()
        .Select(static type => (Type: type, Name: (CmdletAttribute?)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))))
        .Where(static cmdlet => cmdlet.Name is not null)
        .ToDictionary(static cmdlet => $"{cmdlet.Name!.VerbName}-{cmdlet.Name.NounName}", static cmdlet => Parameters(cmdlet.Type), StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Select(static page => Path.GetRelativePath(Root, page))];

    private static string Root { get; } = FindRoot();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_on_a_page_parse_and_name_cmdlets_and_parameters_that_exist(string page)
    {
        foreach (var code in Block().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(static block => block.Groups["code"].Value))
        {
            AssertSound(code);
        }
    }

    [Theory]
    [InlineData("github-actions.yaml", 2)]
    [InlineData("azure-pipelines.yaml", 1)]
    public void Commands_of_an_example_pipeline_parse_and_name_cmdlets_and_parameters_that_exist(string file, int scripts)
    {
        var text = File.ReadAllText(Path.Combine(Root, "examples", "pipelines", file)).ReplaceLineEndings("\n");
        var found = Scalar().Matches(text).Select(static block => block.Groups["code"].Value).Where(static code => code.Contains("Import-Module", StringComparison.Ordinal)).ToList();

        Assert.Equal(scripts, found.Count);
        Assert.All(found, AssertSound);
    }

    private static void AssertSound(string code)
    {
        var script = Parser.ParseInput(code, out _, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Extent.Text}: {error.Message}"));
        foreach (var command in script.FindAll(static ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName() is { } name && Ours().IsMatch(name))
            {
                Assert.True(Cmdlets.TryGetValue(name, out var parameters), $"There is no {name}.");
                Assert.All(
                    command.CommandElements.OfType<CommandParameterAst>(),
                    parameter => Assert.True(parameters!.Contains(parameter.ParameterName), $"{name} has no -{parameter.ParameterName}."));
            }
        }
    }

    /// <summary>A page whose command has an empty output was changed and not run again.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_that_shows_an_output_has_been_run(string page) =>
        Assert.DoesNotMatch("```text\r?\n```", File.ReadAllText(Path.Combine(Root, page)));

    private static HashSet<string> Parameters(Type cmdlet) =>
    [
        .. cmdlet.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute), inherit: true))
            .SelectMany(static property => property.GetCustomAttributes(typeof(AliasAttribute), inherit: true).Cast<AliasAttribute>()
                .SelectMany(static alias => alias.AliasNames).Append(property.Name)),
        .. Cmdlet.CommonParameters,
        .. Cmdlet.OptionalCommonParameters,
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "build.cs")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has build.cs.");
        }

        return folder.FullName;
    }

    /// <summary>The text of a step: lines deeper than its key.</summary>
    [GeneratedRegex(@"^(?<indent> +)(- )?(run|pwsh|bash): \|\n(?<code>(\k<indent> +.*\n|\n)+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Scalar();

    [GeneratedRegex(@"^```powershell\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\w+-Batch\w*$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ours();
}
