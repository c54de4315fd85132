using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Documentation;

/// <summary>The console program's options on the pages of docs and README exist, and the simulator's on its own.</summary>
public sealed partial class ConsoleCommandTests
{
    /// <summary>Options of other programs that pages name: the simulator's are tested by itself.</summary>
    private static readonly string[] Others = ["--minutes"];

    private static readonly string[] Known = [.. CommandLine.Names, .. OptionTable.All.Select(static option => option.Short).OfType<string>()];

    private static readonly string[] OfSimulator =
        [.. EdFi.BatchPerf.Simulator.Configuration.OptionTable.All.Select(static option => "--" + option.Name), "--help"];

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Room.Root, "docs"), "*.md").Append(Path.Combine(Room.Root, "README.md")).Select(static page => Path.GetRelativePath(Room.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Options_of_the_console_program_on_a_page_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(Room.Root, page));
        var commands = Code().Matches(text).Concat(Line().Matches(text)).Select(static code => code.Groups["code"].Value)
            .Where(static code => code.StartsWith("edfi-batchperf", StringComparison.Ordinal) || code.StartsWith("edfi-dms-simulator", StringComparison.Ordinal) || code.StartsWith("--", StringComparison.Ordinal));
        Assert.All(
            commands.SelectMany(static code => Option().Matches(code).Select(static option => option.Value)).Except(Others),
            option => Assert.Contains(option, page.EndsWith("simulator.md", StringComparison.Ordinal) ? OfSimulator : Known));
    }

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex("^(?<code>edfi-(batchperf|dms-simulator) .+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<=^|[\s\[])--?[A-Za-z][A-Za-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();
}
