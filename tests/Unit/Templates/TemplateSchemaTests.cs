using System.Text.Json;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Unit.Architecture;
using EdFi.BatchPerf.Unit.Documents;
using Json.Schema;

namespace EdFi.BatchPerf.Unit.Templates;

/// <summary>The JSON schema that ships, held against the loader: what one refuses for its structure the other refuses, too.</summary>
public sealed class TemplateSchemaTests : IDisposable
{
    private const string Scenario = """
        { "name": "Widget", "resource": "widgets", "document": { "code": "{{key}}", "list": [1, { "a": null }] }, "keyFields": ["code"], "update": { "size": 2 },
          "before": [{ "resource": "parents", "document": { "code": "{{key}}" }, "keyFields": ["code"] }], "default": true, "weight": 2.5, "description": "d", "project": "tpdm", "kind": "scenario", "$schema": "x" }
        """;

    private const string Fixtures = """{ "kind": "fixtures", "$schema": "x", "description": "d", "documents": [{ "name": "p", "project": "ed-fi", "resource": "programs", "document": { "a": "b" }, "keyFields": ["a"] }] }""";
    private const string Mix = """{ "kind": "mix", "$schema": "x", "description": "d", "source": "s", "scenarios": { "students": 24, "sections": 0.35 } }""";

    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Room.Root, "docs", "templates.schema.json")));
    private readonly TemplateFixture _templates = new();

    public static TheoryData<string> Examples { get; } = new(Directory.EnumerateFiles(TemplateFixture.Examples, "*.json").Select(static f => Path.GetFileName(f)!));

    public void Dispose() => _templates.Dispose();

    [Theory, MemberData(nameof(Examples))]
    public void Every_example_is_valid(string name) => Assert.True(IsValid(File.ReadAllText(Path.Combine(TemplateFixture.Examples, name))));

    [Fact]
    public void Every_file_of_the_roster_is_valid() => Assert.All(Roster.Files, static file => Assert.True(IsValid(file.Json), file.Name));

    [Theory]
    [InlineData(Scenario)]
    [InlineData(Fixtures)]
    [InlineData(Mix)]
    public void What_the_others_spoil_is_valid_and_loads(string json)
    {
        Assert.True(IsValid(json));
        Assert.NotEmpty(ScenarioCatalog.Load([_templates.Write("a.json", json)]).Scenarios);
    }

    [Theory]
    [InlineData(Scenario, "\"kind\": \"scenario\"", "\"kind\": \"recipe\"")]
    [InlineData(Scenario, "\"kind\": \"scenario\"", "\"kind\": 1")]
    [InlineData(Scenario, "\"kind\": \"scenario\"", "\"kind\": \"fixtures\"")]
    [InlineData(Scenario, "\"name\": \"Widget\",", "")]
    [InlineData(Scenario, "\"resource\": \"widgets\",", "")]
    [InlineData(Scenario, ", \"update\": { \"size\": 2 }", "")]
    [InlineData(Scenario, ", \"keyFields\": [\"code\"], \"update\"", ", \"update\"")]
    [InlineData(Scenario, "\"name\": \"Widget\"", "\"name\": \"a widget\"")]
    [InlineData(Scenario, "\"name\": \"Widget\"", "\"name\": 1")]
    [InlineData(Scenario, "\"resource\": \"widgets\"", "\"resource\": \"wid/gets\"")]
    [InlineData(Scenario, "\"project\": \"tpdm\"", "\"project\": \"tp/dm\"")]
    [InlineData(Scenario, "\"project\": \"tpdm\"", "\"project\": 1")]
    [InlineData(Scenario, "\"document\": { \"code\": \"{{key}}\", \"list\": [1, { \"a\": null }] }", "\"document\": []")]
    [InlineData(Scenario, "\"keyFields\": [\"code\"], \"update\"", "\"keyFields\": [], \"update\"")]
    [InlineData(Scenario, "\"keyFields\": [\"code\"], \"update\"", "\"keyFields\": \"code\", \"update\"")]
    [InlineData(Scenario, "\"keyFields\": [\"code\"], \"update\"", "\"keyFields\": [1], \"update\"")]
    [InlineData(Scenario, "\"keyFields\": [\"code\"], \"update\"", "\"keyFields\": [\"\"], \"update\"")]
    [InlineData(Scenario, "\"update\": { \"size\": 2 }", "\"update\": {}")]
    [InlineData(Scenario, "\"update\": { \"size\": 2 }", "\"update\": \"same\"")]
    [InlineData(Scenario, "\"update\": { \"size\": 2 }", "\"update\": []")]
    [InlineData(Scenario, "\"default\": true", "\"default\": 1")]
    [InlineData(Scenario, "\"weight\": 2.5", "\"weight\": 0")]
    [InlineData(Scenario, "\"weight\": 2.5", "\"weight\": \"2\"")]
    [InlineData(Scenario, "\"description\": \"d\"", "\"description\": 1")]
    [InlineData(Scenario, "\"description\": \"d\"", "\"descriptio\": \"d\"")]
    [InlineData(Scenario, "\"before\": [{", "\"before\": [1, {")]
    [InlineData(Scenario, "\"before\": [{", "\"before\": [{ \"name\": \"x\",")]
    [InlineData(Scenario, "\"before\": [{", "\"before\": [{ \"reuse\": 1,")]
    [InlineData(Scenario, "\"before\": [{ \"resource\": \"parents\",", "\"before\": [{")]
    [InlineData(Scenario, "\"list\": [1,", "\"list\": [\"{{key\",")]
    [InlineData(Scenario, "\"list\": [1,", "\"list\": [\"x {{#fixture.schoolId}}\",")]
    [InlineData(Scenario, "\"a\": null", "\"{{key}}\": null")]
    [InlineData(Fixtures, "\"documents\": [", "\"documents\": [1,")]
    [InlineData(Fixtures, "\"documents\"", "\"document\"")]
    [InlineData(Fixtures, "\"name\": \"p\"", "\"name\": \"p.q\"")]
    [InlineData(Fixtures, "\"name\": \"p\"", "\"update\": {}")]
    [InlineData(Fixtures, "\"resource\": \"programs\",", "")]
    [InlineData(Fixtures, "\"description\": \"d\"", "\"description\": []")]
    [InlineData(Mix, "{ \"students\": 24, \"sections\": 0.35 }", "{}")]
    [InlineData(Mix, "{ \"students\": 24, \"sections\": 0.35 }", "[\"students\"]")]
    [InlineData(Mix, "24", "0")]
    [InlineData(Mix, "24", "-1")]
    [InlineData(Mix, "24", "\"24\"")]
    [InlineData(Mix, "\"source\": \"s\"", "\"source\": 1")]
    [InlineData(Mix, "\"source\"", "\"sauce\"")]
    [InlineData(Mix, "\"scenarios\"", "\"scenario\"")]
    public void What_is_built_wrong_is_refused_by_schema_and_loader(string good, string part, string bad)
    {
        Assert.Contains(part, good, StringComparison.Ordinal);
        var json = good.Replace(part, bad, StringComparison.Ordinal);

        Assert.False(IsValid(json));
        Assert.NotEmpty(_templates.Problems(json));
    }

    [Theory, InlineData("[]"), InlineData("null"), InlineData("1"), InlineData("{}")]
    public void What_is_no_template_at_all_is_refused_by_both(string json)
    {
        Assert.False(IsValid(json));
        Assert.NotEmpty(_templates.Problems(json));
    }

    private static bool IsValid(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
