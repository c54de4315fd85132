using CsCheck;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class EnvironmentFileRoundTripTests
{
    private static readonly Gen<string> Name = Gen.Select(Gen.Char["ABZ_az"], Gen.Char["ABZ_az019"].Array[0, 6], static (first, rest) => first + new string(rest));

    private static readonly Gen<string> Value = Texts.Any.Where(static t => !t.Contains("${", StringComparison.Ordinal));

    [Fact]
    public void Any_value_in_double_quotes_comes_back() => Generated.Each(Gen.Select(Name, Value, Comment()).Array[1, 5], static entries =>
        AssertReads(entries.Select(static e => (e.Item1, e.Item2)), string.Join('\n', entries.Select(static e => $"{e.Item1}={Double(e.Item2)}{e.Item3}"))));

    [Fact]
    public void Any_line_in_single_quotes_comes_back() => Generated.Each(Gen.Select(Name, Value.Where(static t => t.IndexOfAny(['\r', '\n']) < 0), Comment()).Array[1, 5], static entries =>
        AssertReads(entries.Select(static e => (e.Item1, e.Item2)), string.Join("\r\n", entries.Select(static e => $"export {e.Item1} = {Single(e.Item2)}{e.Item3}"))));

    [Fact]
    public void A_bare_value_comes_back_where_nothing_in_it_means_something_else() => Generated.Each(
        Gen.Select(Name, Texts.Line.Where(static t => t == t.Trim() && !t.Contains('#', StringComparison.Ordinal) && !t.Contains("${", StringComparison.Ordinal) && !t.StartsWith('"') && !t.StartsWith('\''))),
        static entry => AssertReads([entry], $"{entry.Item1}={entry.Item2}"));

    private static Gen<string> Comment() => Gen.OneOf("", " ", " # comment", "  # \"quoted\"");

    private static string Double(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";

    private static string Single(string text) => $"'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static void AssertReads(IEnumerable<(string Name, string Value)> entries, string text)
    {
        var file = EnvironmentFile.Parse(text, "my.env", static _ => null);
        foreach (var last in entries.GroupBy(static e => e.Name, StringComparer.Ordinal).Select(static g => g.Last()))
        {
            Assert.Equal(last.Value, file.Find(last.Name)?.Text);
        }
    }
}
