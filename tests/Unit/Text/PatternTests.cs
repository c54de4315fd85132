using System.Reflection;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Page.Dashboard;

namespace EdFi.BatchPerf.Unit.Text;

/// <summary>In .NET a $ takes a line feed after it for the end, so "students\n" would be a name.</summary>
public sealed class PatternTests
{
    [Fact]
    public void No_pattern_ends_before_a_line_feed()
    {
        Assembly[] assemblies = [typeof(PlainText).Assembly, typeof(ScenarioCatalog).Assembly, typeof(RunDashboard).Assembly, typeof(Application).Assembly];
        var patterns = assemblies
            .SelectMany(static a => a.GetTypes())
            .SelectMany(static t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .SelectMany(static m => m.GetCustomAttributes<GeneratedRegexAttribute>())
            .Select(static a => a.Pattern)
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.DoesNotContain(patterns, static pattern => Regex.IsMatch(pattern, @"(?<!\\)\$(\)|\||\z)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }
}
