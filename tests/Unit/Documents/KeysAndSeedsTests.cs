using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class KeysAndSeedsTests
{
    [Fact]
    public void Equal_seed_client_and_sequence_write_equal_bytes()
        => Assert.Equal(
            ScenarioHarness.Bytes(ScenarioHarness.Compile("Student", seed: 7), ScenarioHarness.Key()),
            ScenarioHarness.Bytes(ScenarioHarness.Compile("Student", seed: 7), ScenarioHarness.Key()));

    [Fact]
    public void Values_do_not_depend_on_which_other_scenarios_run()
    {
        var both = new ScenarioFactory(new ScenarioCatalog()).Create(["sections", "students"], new ScenarioOptions { Seed = 1, PoolSize = 32, AvailableDescriptors = ScenarioHarness.AllDescriptors });
        Assert.Equal(ScenarioHarness.Bytes(ScenarioHarness.Compile("students"), ScenarioHarness.Key()), ScenarioHarness.Bytes(both[1], ScenarioHarness.Key()));
    }

    [Fact]
    public void Another_seed_writes_other_values_under_the_same_keys()
    {
        var one = ScenarioHarness.Batch(ScenarioHarness.Compile("Student", seed: 1));
        var two = ScenarioHarness.Batch(ScenarioHarness.Compile("Student", seed: 2));
        Assert.Equal(one[2].ToJsonString(), two[2].ToJsonString());
        Assert.NotEqual(one[0].ToJsonString(), two[0].ToJsonString());
    }

    [Fact]
    public void Another_run_writes_the_same_values_under_other_keys()
    {
        var scenario = ScenarioHarness.Compile("Student");
        var one = ScenarioHarness.Key();
        var two = ScenarioHarness.Key(run: new RunId(42));
        var text = Encoding.UTF8.GetString(ScenarioHarness.Bytes(scenario, one));
        Assert.Equal(text.Replace(one.Run.ToString(), two.Run.ToString(), StringComparison.Ordinal), Encoding.UTF8.GetString(ScenarioHarness.Bytes(scenario, two)));
        Assert.DoesNotContain(two.Run.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_unique_across_runs_clients_sequences_and_triples()
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var run in new[] { new RunId(0), new RunId(1), new RunId(ulong.MaxValue) })
        {
            foreach (var client in new[] { 0, 1, 35, 36, 999, 1_679_615 })
            {
                foreach (var sequence in new long[] { 0, 1, 35, 36, 1_000_000, 2_800_000_000_000 })
                {
                    for (var triple = 0; triple <= 40; triple++)
                    {
                        var key = new BatchKey(run, client, sequence).Format(triple);
                        Assert.InRange(key.Length, 1, 32);
                        Assert.True(keys.Add(key), key);
                    }
                }
            }
        }
    }

    [Fact]
    public void Batches_of_one_client_take_the_pool_in_turn()
    {
        var scenario = ScenarioHarness.Compile("Student", triples: 4);
        string Names(long sequence) => string.Join(' ', ScenarioHarness.Batch(scenario, ScenarioHarness.Key(sequence: sequence)).Select(static o => (string?)o["document"]?["lastSurname"]));
        Assert.Equal(8, Enumerable.Range(0, 8).Select(static i => (long)i).Select(Names).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Names(0), Names(8));
    }

    [Theory, InlineData("Student"), InlineData("Section"), InlineData("MixedStudentSection"), InlineData("StudentSchoolAssociation")]
    public void Writing_a_batch_allocates_nothing(string name)
    {
        var scenario = ScenarioHarness.Compile(name);
        var body = new ArrayBufferWriter<byte>(1 << 20);
        var key = ScenarioHarness.Key();
        long Allocated(bool poisoned)
        {
            body.ResetWrittenCount();
            var before = GC.GetAllocatedBytesForCurrentThread();
            scenario.Write(body, key, poisoned);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(true);
        Allocated(false);
        Assert.Equal(0, Allocated(true));
        Assert.Equal(0, Allocated(false));
    }

    [Fact]
    public async Task Concurrent_writers_do_not_disturb_each_other()
    {
        var scenario = ScenarioHarness.Compile("MixedStudentSection");
        var expected = Enumerable.Range(0, 64).Select(i => ScenarioHarness.Bytes(scenario, ScenarioHarness.Key(client: i))).ToArray();
        var written = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => ScenarioHarness.Bytes(scenario, ScenarioHarness.Key(client: i)))));
        Assert.Equal(expected, written);
    }

    [Fact]
    public void Documents_one_by_one_are_those_of_the_batch()
    {
        var scenario = ScenarioHarness.Compile("StudentSchoolAssociation", triples: 3);
        var source = scenario;
        var batch = ScenarioHarness.Batch(scenario);
        var key = ScenarioHarness.Key();
        for (var triple = 0; triple < 3; triple++)
        {
            var shape = source.TripleShape(triple);
            for (var operation = 0; operation < shape.Count; operation++)
            {
                var sent = batch[(triple * shape.Count) + operation];
                var body = new ArrayBufferWriter<byte>();
                source.WriteDocument(body, key, triple, operation);
                Assert.Equal(sent["document"]?.ToJsonString(Relaxed) ?? "", Encoding.UTF8.GetString(body.WrittenSpan));
                body.ResetWrittenCount();
                source.WriteNaturalKey(body, key, triple, operation);
                Assert.Equal(sent["naturalKey"]?.ToJsonString() ?? Encoding.UTF8.GetString(body.WrittenSpan), Encoding.UTF8.GetString(body.WrittenSpan));
                Assert.Contains(key.Format(triple), Encoding.UTF8.GetString(body.WrittenSpan), StringComparison.Ordinal);
            }
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
