using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>What a template may say of parents that are reused, and what is refused by name.</summary>
public sealed class ReusedTemplateTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    private const string Reused = """{ "resource": "owners", "reuse": true, "keyFields": ["name"], "document": { "name": "{{reused.key}}" } }""";
    private const string Fresh = """{ "resource": "boxes", "keyFields": ["box"], "document": { "box": "{{key}}" } }""";

    public static TheoryData<string, string, string> Wrong { get; } = new()
    {
        { Reused.Replace("{{reused.key}}", "{{key}}", StringComparison.Ordinal), "{{key}}", "'{{key}}' differs from batch to batch, and a parent that is reused does not; write {{reused.key}}" },
        { Reused.Replace("{{reused.key}}", "{{key(20)}}", StringComparison.Ordinal), "{{key}}", "'{{key(20)}}' differs from batch to batch, and a parent that is reused does not; write {{reused.key(20)}}" },
        { Reused.Replace("{{reused.key}}", "{{#key}}", StringComparison.Ordinal), "{{key}}", "'{{#key}}' differs from batch to batch, and a parent that is reused does not; write {{#reused.key}}" },
        { Reused.Replace("true", "\"yes\"", StringComparison.Ordinal), "{{key}}", "reuse has to be true or false" },
        { Fresh + "," + Reused, "{{key}}", "owners is reused and stands behind boxes, which each batch makes anew; put parents with \"reuse\": true first, since they can only refer to fixtures and to each other" },
        { Fresh, "{{reused.key}}", "'{{reused.key}}' is the key of parents that are reused, and no document in before says \"reuse\": true" },
        { Reused, "{{reused.key(3)}}", "'{{reused.key(3)}}' has to have a length from 16 to 27 in its brackets, that of the field; longer fields take {{reused.key}}" },
        { Reused, "{{#reused.key(20)}}", "'{{#reused.key(20)}}' has no length: write {{#reused.key}}, a whole number of 16 digits" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_reused_is_refused_by_name(string before, string key, string problem)
        => Assert.Contains(templates.Problems(Json(before, key)), text => text.EndsWith(": " + problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(Reused, "{{reused.key}}")]
    [InlineData(Reused, "{{key}}")]
    [InlineData(Reused + "," + Fresh, "{{#reused.key}}")]
    public void What_can_be_reused_loads(string before, string key)
        => Assert.Contains(ScenarioCatalog.Load([templates.Write("template.json", Json(before, key))]).Scenarios, static s => s.Name == "Widget");

    private static string Json(string before, string key) => $$"""
        { "name": "Widget", "resource": "widgets", "keyFields": ["code"], "update": { "size": 2 }, "before": [{{before}}], "document": { "code": "{{key}}" } }
        """;
}
