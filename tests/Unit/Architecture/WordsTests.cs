using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cmdlets;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Rooms below the hosts name options by key; each host spells those that it can show.</summary>
public sealed partial class WordsTests
{
    /// <summary>Where a key is a setting's, or that of a row of the table of run options, whose keys are held below.</summary>
    private static readonly string[] FromTables = ["SettingsReader", "RunPlanRules::InRange", "ResumeOptions::Check"];

    /// <summary>Options that the rules of plans name.</summary>
    private static readonly IEnumerable<string> PlanKeys = RunOptionTable.All.Where(static row => row.Plan is not null).Select(static row => row.Key);

    private static readonly string[] Hosts = ["Cmdlets", "Cli", "Simulator"];

    public static TheoryData<string> LowerRooms => [.. Room.All.Select(static room => room.Name).Except(Hosts)];

    public static TheoryData<string> Keys => [.. AllUses().Select(static use => use.Key).OfType<string>().Concat(PlanKeys).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(LowerRooms))]
    public void A_text_below_the_hosts_spells_no_parameter_no_cmdlet_and_no_console_option(string room) =>
        Assert.Empty(WordUses.Of(Room.Named(room).Library).Texts.Where(static text => IsSpelled(text.Text)).Select(static t => $"{t.Where}: {t.Text}"));

    [Theory]
    [InlineData("give a smaller -BatchTripleCount.", true)]
    [InlineData("-Repeat ", true)]
    [InlineData("use (--force)", true)]
    [InlineData("another -o.", true)]
    [InlineData("-c", false)]
    [InlineData("ulimit -n 1024 in the shell", false)]
    [InlineData("as root: sysctl -w net.core", false)]
    [InlineData("Get-BatchLeftover tells", true)]
    [InlineData("as Get-Process shows it", true)]
    [InlineData("User-Agent", false)]
    [InlineData("data/ed-fi", false)]
    [InlineData("a 200 - or not", false)]
    [InlineData("students-batch-10", false)]
    [InlineData("the tool's own time is -1", false)]
    public void A_spelled_option_is_recognized(string text, bool spelled) => Assert.Equal(spelled, IsSpelled(text));

    [Fact]
    public void Every_key_is_written_where_it_is_used_or_comes_from_the_reader_of_settings_or_the_table_of_run_options() =>
        Assert.Empty(AllUses().Where(static use => use.Key is null && !FromTables.Any(table => use.Where.Contains(table, StringComparison.Ordinal))).Select(static use => use.Where));

    [Theory]
    [MemberData(nameof(Keys))]
    public void PowerShell_spells_every_key_as_a_parameter_or_a_cmdlet_that_there_is(string key)
    {
        var names = CmdletNames.All;
        var spelled = CmdletWords.Others.GetValueOrDefault(key) ?? (names.Holds("-" + key) ? "-" + key : null);
        Assert.True(spelled is not null || IsAlwaysGuarded(key), key);
        Assert.All(ParameterOrCmdlet().Matches(spelled ?? "").Select(static m => m.Value), word => Assert.True(names.Holds(word), word));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_console_spells_every_key_as_an_option_that_it_has(string key)
    {
        var spelled = ConsoleWords.Find(key);
        Assert.True(spelled is not null || IsAlwaysGuarded(key), key);
        Assert.All(ConsoleOption().Matches(spelled ?? "").Select(static m => m.Value), static word => Assert.Contains(word, CommandLine.Names));
    }

    [Fact]
    public void A_flow_spells_as_its_own_host_and_without_a_host_a_key_stands_for_itself()
    {
        Assert.Equal("Repeat", new OptionKey("Repeat").ToString());
        var text = InFlow(ConsoleWords.Find, static () => $"{new OptionKey("Repeat")}{new OptionKey("SummaryOnly").IfOffered(static o => " " + o)}");
        Assert.Equal("--repeat", text);
    }

    private static string InFlow(Func<string, string?> words, Func<string> text)
    {
        var found = "";
        ExecutionContext.Run(
            ExecutionContext.Capture()!,
            _ =>
            {
                HostWords.UseInFlow(words);
                found = text();
            },
            null);
        return found;
    }

    private static bool IsAlwaysGuarded(string key) => AllUses().Where(use => use.Key == key).All(static use => use.Guarded);

    private static IEnumerable<WordUses.KeyUse> AllUses() =>
        Room.All.Where(static room => !Hosts.Contains(room.Name)).SelectMany(static room => WordUses.Of(room.Library).Keys);

    private static bool IsSpelled(string text) => ParameterOrCmdlet().IsMatch(text) || ConsoleOption().IsMatch(text) || (text.Contains(' ', StringComparison.Ordinal) && Letter().IsMatch(text));

    [GeneratedRegex(
        @"(?<![\w-])-[A-Z][A-Za-z0-9]+|\b(Get|Set|Invoke|Connect|Disconnect|Initialize|Remove|Test|Find|Measure|Export|Import|Merge|Compare|New|Start|Stop|Select|Where|Group)-[A-Z][a-z]\w+",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex ParameterOrCmdlet();

    [GeneratedRegex(@"(?<![\w-])--[a-z][A-Za-z0-9]+", RegexOptions.None, 10_000)]
    private static partial Regex ConsoleOption();

    [GeneratedRegex(@"(?<![^\s(]|\b(ulimit|sysctl) )-[a-z]{1,2}(?![\w-])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Letter();
}
