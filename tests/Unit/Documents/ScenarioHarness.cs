using System.Buffers;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Compiles scenarios and reads back what they write.</summary>
internal static class ScenarioHarness
{
    public static readonly RunId Run = new(0xFEED_FACE_CAFE_BEEF);

    public static readonly string[] AllDescriptors =
    [
        "uri://ed-fi.org/CountryDescriptor#US",
        "uri://ed-fi.org/StateAbbreviationDescriptor#TX",
        "uri://ed-fi.org/EducationalEnvironmentDescriptor#Classroom",
    ];

    public static IScenario Compile(string name, int triples = 10, int seed = 1, IReadOnlyDictionary<string, int>? overrides = null, IReadOnlyCollection<string>? descriptors = null)
        => new ScenarioFactory(new ScenarioCatalog()).Create(
            [name],
            new ScenarioOptions
            {
                Seed = seed,
                TripleCount = triples,
                PoolSize = 32,
                TripleCounts = overrides ?? new Dictionary<string, int>(StringComparer.Ordinal),
                AvailableDescriptors = descriptors ?? AllDescriptors,
            })[0];

    public static BatchKey Key(int client = 3, long sequence = 17, RunId? run = null) => new(run ?? Run, client, sequence);

    public static byte[] Bytes(IScenario scenario, BatchKey key, bool poisoned = false)
    {
        var body = new ArrayBufferWriter<byte>();
        scenario.Write(body, key, poisoned);
        return body.WrittenSpan.ToArray();
    }

    public static IReadOnlyList<JsonObject> Batch(IScenario scenario, BatchKey? key = null, bool poisoned = false)
        => [.. JsonNode.Parse(Bytes(scenario, key ?? Key(), poisoned))!.AsArray().Select(static o => o!.AsObject())];

    /// <summary>The document's values of the fields that its natural key names, found at any depth outside arrays.</summary>
    public static JsonObject Identity(JsonObject document, JsonObject naturalKey)
    {
        var identity = new JsonObject();
        foreach (var (name, _) in naturalKey)
        {
            identity[name] = Find(document, name)?.DeepClone();
        }

        return identity;
    }

    private static JsonNode? Find(JsonObject document, string name)
        => document.TryGetPropertyValue(name, out var own)
            ? own
            : document.Select(static p => p.Value).OfType<JsonObject>().Select(child => Find(child, name)).FirstOrDefault(static v => v is not null);
}
