using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Turns;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Templates;

/// <summary>Resources of an extension: a batch names them by their last segment, single requests need the project's path.</summary>
public sealed class ProjectTests : IDisposable
{
    private const string Candidate = """
        { "name": "Candidate", "resource": "candidates", "project": "tpdm", "keyFields": ["candidateIdentifier"], "update": "unchanged",
          "document": { "candidateIdentifier": "{{key(20)}}", "schoolId": "{{#fixture.schoolId}}" },
          "before": [{ "resource": "students", "project": "ed-fi", "keyFields": ["studentUniqueId"], "document": { "studentUniqueId": "{{key}}" } }] }
        """;

    private static readonly ServerIdentities Identities = ServerIdentities.Read("""
        { "openapi": "3.0.0", "paths": {
            "/tpdm/candidates": { "get": { "parameters": [{ "name": "candidateIdentifier", "in": "query", "x-Ed-Fi-isIdentity": true }] },
              "post": { "requestBody": { "content": { "application/json": { "schema": { "required": ["candidateIdentifier"], "properties": {
                "candidateIdentifier": { "type": "string", "maxLength": 20, "x-Ed-Fi-isIdentity": true } } } } } } } } } }
        """u8.ToArray(), "the specification");

    private readonly TemplateFixture _templates = new();

    public void Dispose() => _templates.Dispose();

    [Fact]
    public void A_volume_run_sends_each_document_to_its_project()
    {
        var paths = new ResourcePaths(new Uri("https://h/data/ed-fi"));
        paths.Learn("candidates", "tpdm");
        var steps = new TripleSteps(paths, [Compile(Candidate)], delete: true);

        Assert.Equal(["/data/ed-fi/students", "/data/tpdm/candidates", "/data/tpdm/candidates/{id}", "/data/ed-fi/students/{id}"], steps.Names.Select(static n => n.Name).Distinct());
    }

    [Fact]
    public void A_batch_names_the_bare_segment()
    {
        var batch = ScenarioHarness.Batch(Compile(Candidate));

        Assert.Equal("candidates", (string?)batch[1]["resource"]);
    }

    [Theory]
    [InlineData("\"project\": \"tpdm\"", "\"project\": \"ed-fi\"", "candidates: project is 'ed-fi', and the server has the resource in 'tpdm'; write that, or leave it out")]
    [InlineData("\"project\": \"ed-fi\"", "\"project\": \"tpdm\"", "students: project is 'tpdm', and the server has the resource in 'ed-fi'; write that, or leave it out")]
    public void Another_project_than_the_servers_is_refused(string good, string bad, string expected)
    {
        var refusal = Assert.Throws<BatchPerfException>(() => Compile(Candidate.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Equal("ScenarioProjectWrong", refusal.ErrorId);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixture_of_an_extension_is_shown_there()
    {
        _templates.Write("a.json", """{ "kind": "fixtures", "documents": [{ "resource": "candidates", "project": "tpdm", "document": { "candidateIdentifier": "BATCHPERF" }, "keyFields": ["candidateIdentifier"] }] }""");
        _templates.Write("b.json", Candidate.Replace("{{#fixture.schoolId}}", "{{fixture.candidates.candidateIdentifier}}", StringComparison.Ordinal));
        var loaded = ScenarioCatalog.Load([_templates.Folder]);
        var log = new FixtureLog(new ReadBack(new FakeServer(), Identities), progress: null);
        var fixture = Assert.Single(new ScenarioFixtures(loaded.Definitions(["Candidate"])[0].Fixtures, Identities).Make(new FixtureKeys()));

        log.Add(fixture, FixtureState.Existing, "11111111-2222-3333-4444-555555555555");

        Assert.StartsWith("/data/tpdm/candidates/", Assert.Single(log.Fixtures).Uri, StringComparison.Ordinal);
    }

    private IScenario Compile(string json)
    {
        var loaded = ScenarioCatalog.Load([_templates.Write("template.json", json)]);
        var catalog = new ScenarioCatalog(loaded.Definitions(["Candidate"]), [], Identities);
        return new ScenarioFactory(catalog).Create(["Candidate"], new ScenarioOptions { TripleCount = 1, PoolSize = 2, OneByOne = true })[0];
    }
}
