using System.Reflection;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Text;

/// <summary>The regular expressions of the code that is shipped.</summary>
public sealed class PatternTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(PlainText).Assembly, typeof(LoadRun).Assembly, typeof(ScenarioCatalog).Assembly, typeof(ThresholdParser).Assembly, typeof(RunDashboard).Assembly, typeof(Application).Assembly];

    private static List<GeneratedRegexAttribute> Patterns { get; } = Of(Assemblies);

    /// <summary>In .NET a $ takes a line feed after it for the end, so "students\n" would be a name.</summary>
    [Fact]
    public void No_pattern_ends_before_a_line_feed()
    {
        Assert.NotEmpty(Patterns);
        Assert.DoesNotContain(Patterns, static p => Regex.IsMatch(p.Pattern, @"(?<!\\)\$(\)|\||\z)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)));
    }

    /// <summary>The bound is of the clock on the wall: a process that gets no processor for a second must not find its input wrong.</summary>
    [Fact]
    public void No_pattern_gives_up_because_the_machine_is_busy() =>
        Assert.All([.. Patterns, .. Of(typeof(PatternTests).Assembly)], static p => Assert.True(p.MatchTimeoutMilliseconds >= 10_000, p.Pattern));

    private static List<GeneratedRegexAttribute> Of(params Assembly[] assemblies) =>
    [
        .. assemblies
            .SelectMany(static a => a.GetTypes())
            .SelectMany(static t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .SelectMany(static m => m.GetCustomAttributes<GeneratedRegexAttribute>()),
    ];
}
