using System.Buffers;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>
/// One batch of student triples, as our scenario makes them, for the generators that send the same bytes over and over.
/// </summary>
internal sealed class FixedBody
{
    /// <summary>Writes the body, and the script by which wrk sends it, into the scratch folder.</summary>
    /// <param name="triples">Triples in the batch; a later body replaces this one's files.</param>
    public FixedBody(int triples = 10)
    {
        var writer = new ArrayBufferWriter<byte>();
        Scenario(triples).Write(writer, new BatchKey(RunId.New(), 1, 1), poisoned: false);
        Length = writer.WrittenCount;
        Path = System.IO.Path.Combine(Repository.Scratch, "batch.json");
        File.WriteAllBytes(Path, writer.WrittenSpan);
        WrkScript = System.IO.Path.Combine(Repository.Scratch, "post.lua");
        File.WriteAllText(WrkScript, $"""
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            local file = io.open("{Path}", "rb")
            wrk.body = file:read("*a")
            file:close()
            """);
    }

    public string Path { get; }

    public string WrkScript { get; }

    /// <summary>Bytes.</summary>
    public int Length { get; }

    public static IScenario Scenario(int triples = 10) =>
        new ScenarioFactory(
            ScenarioCatalog.Load([GeneratorSet.ScenarioPath])).Create([GeneratorSet.Scenario], new ScenarioOptions { Seed = 1, TripleCount = triples })[0];
}
