using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>Templates: what is accepted has to become batches that are JSON and hold the run's key in every natural key that they delete.</summary>
internal static class TemplateTargets
{
    /// <summary>What may be in a file, and the array, operation and document around it.</summary>
    private const int Deepest = 64 + 3;

    private static readonly BatchKey Key = new(new RunId(0xFEED_FACE_CAFE_BEEF), 3, 17);

    public static IEnumerable<Target> All =>
    [
        new("templates", Form.Json, Corpus.Templates(), ReadTemplate) { AllocatedAtMost = 20_000_000, AllocatedPerByte = 1_000, ShortMutations = 500 },
    ];

    private static Reading ReadTemplate(byte[] input) => Reading.By(() =>
    {
        var path = ScratchFile.Write("attacked.json", input);
        var catalog = ScenarioCatalog.Load([path]);
        var added = catalog.Scenarios.Where(s => s.Source == path).ToList();
        if (added.Count == 0)
        {
            Claim.Success(catalog.Scenarios.All(static s => s.Source == "built in"));
            return $"{string.Join(", ", catalog.WeightsOf([]))} on {catalog.FixturesOf(null).Count} fixtures"; // fixtures, or a mix
        }

        Claim.Sum(added.Count == 1);
        var scenario = new ScenarioFactory(catalog).Create([added[0].Name], new ScenarioOptions { Seed = 1, TripleCount = 1, PoolSize = 1 })[0];
        var body = new ArrayBufferWriter<byte>();
        scenario.Write(body, Key, poisoned: false);
        var operations = JsonNode.Parse(body.WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest })!.AsArray();
        Claim.Sum(operations.Count == scenario.Shape.Count);
        Claim.Success(operations.Where(static o => (string?)o!["op"] == "delete").All(static o => LocalKey.UniqueIn(Key.Run, o!["naturalKey"]!.ToJsonString()) is not null));
        return $"{scenario.Name} {scenario.Resource} {body.WrittenCount} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body.WrittenSpan))}";
    });
}
