using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Writes templates to a folder of its own and loads them.</summary>
public sealed class TemplateFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates-");

    /// <summary>The templates that come with the house.</summary>
    public static string Examples { get; } = Repository.File(Path.Combine("examples", "scenarios"));

    public string Folder => _folder.FullName;

    public string Write(string name, string json)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, json);
        return path;
    }

    /// <summary>The problems of a template as "line: what", in the order in which they are said.</summary>
    public IReadOnlyList<string> Problems(string json)
    {
        var path = Write("template.json", json);
        var error = Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([path]));
        Assert.Equal("ScenarioTemplateInvalid", error.ErrorId);
        Assert.Equal(ProblemKind.InvalidInput, error.Problem);
        return [.. error.Message.Split(Environment.NewLine).Where(l => l.StartsWith(path, StringComparison.Ordinal)).Select(l => l[(path.Length + 1)..].Replace("): ", ": ", StringComparison.Ordinal))];
    }

    internal static IScenario Compile(ScenarioCatalog catalog, string name, int triples = 2, int seed = 1, FixtureKeys? keys = null)
        => new ScenarioFactory(catalog).Create([name], new ScenarioOptions { Seed = seed, TripleCount = triples, PoolSize = 16, FixtureKeys = keys ?? new FixtureKeys() })[0];

    internal IReadOnlyList<JsonObject> Batch(string json, string name = "Widget", FixtureKeys? keys = null)
        => ScenarioHarness.Batch(Compile(ScenarioCatalog.Load([Write("template.json", json)]), name, keys: keys));

    public void Dispose() => _folder.Delete(recursive: true);
}
