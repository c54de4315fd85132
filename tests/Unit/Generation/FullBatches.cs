using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Execution;
using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Batches of each scenario, as large as a server takes them.</summary>
internal static class FullBatches
{
    private const int BatchLimit = 100;
    private const int OfEach = 2;

    /// <summary>Sends two of each, which all have to be committed.</summary>
    public static async Task AssertCommittedAsync(ApiConnection connection, ScenarioCatalog catalog, IReadOnlyList<string> names, ITestOutputHelper output)
    {
        var counts = catalog.Resolve(names).ToDictionary(static s => s.Name, static s => BatchLimit / s.OperationsPerTriple, StringComparer.OrdinalIgnoreCase);
        var scenarios = new ScenarioFactory(catalog).Create(names, new ScenarioOptions { PoolSize = 2, TripleCounts = counts });
        var (run, failed, batches, sent) = (RunId.New(), new List<string>(), 0, 0L);
        foreach (var scenario in scenarios)
        {
            for (var sequence = 1; sequence <= OfEach; sequence++)
            {
                var body = new ArrayBufferWriter<byte>();
                scenario.Write(body, new BatchKey(run, 0, sequence), poisoned: false);
                var result = await SingleBatch.SendAsync(connection, Encoding.UTF8.GetString(body.WrittenSpan), Load.Bound, CancellationToken.None);
                (batches, sent) = (batches + 1, sent + result.OperationCount);
                if (!result.Success)
                {
                    failed.Add($"{scenario.Name}: {result.Error}");
                }
            }
        }

        output.WriteLine($"{batches} batches, {sent} operations");
        Assert.Empty(failed);
        Assert.Equal(OfEach * names.Count, batches);
    }
}
