using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>A template whose batches reuse a student for each triple of a client: the one that docs/templates.md shows.</summary>
internal static class Pooled
{
    /// <summary>The template.</summary>
    public static string Template { get; } = Example();

    /// <summary>Compiles it.</summary>
    public static ScenarioOptions Options(int triples = 2) => new() { TripleCount = triples, PoolSize = 16, Seed = 4, ReuseParents = true };

    /// <summary>A run of it.</summary>
    /// <param name="path">The template's file.</param>
    /// <param name="clients">Clients.</param>
    /// <param name="triples">Triples in a batch.</param>
    public static RunPlan Plan(string path, int clients = 3, int triples = 2) => new()
    {
        Scenarios = [new ScenarioShare(new ScenarioFactory(ScenarioCatalog.Load([path])).Create(["SchoolEnrolment"], Options(triples))[0])],
        ClientCount = clients,
        SpawnRate = 1_000_000,
        BatchCount = 12,
        Seed = 4,
    };

    private static string Example()
    {
        var page = File.ReadAllText(Path.Combine(Room.Root, "docs", "templates.md"));
        var start = page.IndexOf("```json", page.IndexOf("## Parents that are reused", StringComparison.Ordinal), StringComparison.Ordinal) + "```json".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
