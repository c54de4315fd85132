using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Templates;
using EdFi.BatchPerf.Unit.Dashboard;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Templates that would cost the operator's machine more than a template may.</summary>
public sealed class TemplateBoundTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    [Fact]
    public void A_file_that_is_too_large_is_refused() => AssertRefused(Template(Quoted(new string('x', 1024 * 1024))), "1: the file has more than 1024 KB");

    [Fact]
    public void Too_many_values_are_refused() => AssertRefused(Template($"[{string.Join(',', Enumerable.Repeat("1", 20_000))}]"), "has more than 20,000 values and names");

    [Fact]
    public void Deep_nesting_is_refused() => AssertRefused(Template(new string('[', 40) + new string(']', 40)), "maximum configured depth of 32");

    [Fact]
    public void Too_many_tokens_are_refused() => AssertRefused(Template(Quoted(string.Concat(Enumerable.Repeat("{{key}}", 2_001)))), "has more than 2,000 tokens");

    [Fact]
    public void A_long_token_is_refused_without_guessing_what_was_meant() => AssertRefused(Template(Quoted("{{" + new string('a', 900_000) + "}}")), "has more than 200 characters");

    [Fact]
    public void A_long_name_is_refused() => AssertRefused(Template($"{{ {Quoted(new string('a', 900_000))}: 1 }}"), "a property's name has more than 200 characters");

    [Theory]
    [InlineData("{{lorem.paragraphs(100000000)}}")]
    [InlineData("{{randomizer.string2(2000000000)}}")]
    [InlineData("{{randomizer.alphaNumeric(1e9)}}")]
    [InlineData("{{internet.password(-5000000)}}")]
    public void A_token_that_asks_for_millions_of_letters_is_refused(string token) => AssertRefused(Template(Quoted(token)), "requests more than 1000 letters, words or paragraphs");

    [Fact]
    public void Tokens_that_expand_to_megabytes_are_refused() =>
        AssertRefused(Template(Quoted(string.Concat(Enumerable.Repeat("{{randomizer.alphaNumeric(1000)}}", 300)))), "expand to more than 262,144 characters");

    [Fact]
    public void A_number_between_large_bounds_is_no_length() => Assert.NotEmpty(Load(Template(Quoted("{{#randomizer.number(1, 900000)}}"))).Scenarios);

    [Fact]
    public void A_thousand_problems_are_said_shortly() =>
        Assert.True(Assert.Throws<BatchPerfException>(() => Load(Template("{" + string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $"\"{{{{{i}}}}}\": 1")) + "}"))).Message.Split('\n').Length <= 101);

    [Theory]
    [InlineData("Widget\\n", "widgets")]
    [InlineData("Widget", "widgets\\n")]
    [InlineData("Widget", "students\\u001b")]
    public void A_name_ends_at_its_end(string name, string resource) =>
        AssertRefused(Template("1").Replace("Widget", name, StringComparison.Ordinal).Replace("widgets", resource, StringComparison.Ordinal), " has to be ");

    [Fact]
    public void Loading_is_given_up_on_request()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => ScenarioCatalog.Load([templates.Write("template.json", Template("1"))], stop.Token));
    }

    [Fact]
    public void Compiling_is_given_up_on_request()
    {
        using var stop = new CancellationTokenSource();
        var catalog = ScenarioCatalog.Load([templates.Write("template.json", Template("1"))], stop.Token);
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => TemplateFixture.Compile(catalog, "Widget"));
    }

    [Fact]
    public void Reading_and_rendering_that_take_too_long_are_given_up()
    {
        var clock = new TestClock();
        var budget = new TemplateBudget(clock, CancellationToken.None);
        budget.Check(7);

        clock.Advance(TemplateBudget.MostTime + TimeSpan.FromTicks(1));

        Assert.Equal(7, Assert.Throws<TemplateLimitException>(() => budget.Check(7)).Line);
        Assert.Throws<TemplateLimitException>(() => LocatedReader.Read("{}"u8, budget));
        Assert.Throws<TemplateLimitException>(() => new RenderLimit(budget).Count(1, 0));
    }

    [Fact]
    public void A_device_without_end_is_no_template()
    {
        if (File.Exists("/dev/zero"))
        {
            Assert.Contains("the file has more than 1024 KB", Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load(["/dev/zero"])).Message, StringComparison.Ordinal);
        }
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Template(string value) => """
        { "name": "Widget", "resource": "widgets", "keyFields": ["code"], "update": { "size": 2 },
          "document": { "code": "{{key}}", "value": VALUE } }
        """.Replace("VALUE", value, StringComparison.Ordinal);

    private ScenarioCatalog Load(string json) => ScenarioCatalog.Load([templates.Write("template.json", json)]);

    private void AssertRefused(string json, string problem) => Assert.Contains(templates.Problems(json), p => p.Contains(problem, StringComparison.Ordinal));
}
