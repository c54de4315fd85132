using System.Text.Json.Nodes;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Contention;

public sealed class ContendedScenarioTests
{
    private static readonly BatchOperation[] Parents =
    [
        new() { Op = OperationKind.Update, Resource = "classPeriods", NaturalKey = """{"classPeriodName":"01","schoolId":1}""", Document = """{"classPeriodName":"01"}""" },
        new() { Op = OperationKind.Update, Resource = "locations", NaturalKey = """{"classroomIdentificationCode":"R","schoolId":1}""", Document = """{"classroomIdentificationCode":"R"}""" },
    ];

    [Fact]
    public void Overlapping_keys_are_the_same_for_all_clients_and_derived_from_the_run()
    {
        var scenario = Compile("Student", ContentionKind.OverlappingKeys);
        var first = Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 0, sequence: 1)));
        var second = Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 7, sequence: 93)));
        Assert.Equal(first, second);
        Assert.Equal([.. Enumerable.Range(0, 4).Select(static t => $"{ScenarioHarness.Run}zzzz-0-{t}")], first.Distinct());
        Assert.NotEqual(first, Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(run: RunId.New()))));
    }

    [Fact]
    public void The_share_is_that_of_the_triples_whose_keys_are_shared()
    {
        var scenario = Compile("Student", ContentionKind.OverlappingKeys, 0.25);
        var keys = Enumerable.Range(1, 1000).SelectMany(s => Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: s % 9, sequence: s))).Distinct()).ToList();
        Assert.Equal(4000, keys.Count);
        Assert.InRange(keys.Count(static k => k.Contains("zzzz-", StringComparison.Ordinal)), 880, 1120); // 1,000 expected, 4 standard deviations either way
    }

    [Fact]
    public void In_opposite_order_every_second_client_begins_with_the_last_triple()
    {
        var scenario = Compile("Student", ContentionKind.OverlappingKeys | ContentionKind.OppositeOrder);
        var even = Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 2))).Distinct().ToList();
        var odd = Keys(ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 3))).Distinct().ToList();
        Assert.Equal(even, odd.AsEnumerable().Reverse());
    }

    [Fact]
    public void Shared_parents_are_updated_first_and_in_opposite_order_last()
    {
        var scenario = Compile("Student", ContentionKind.SharedParents | ContentionKind.OppositeOrder);
        var even = ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 2)).Select(static o => (string?)o["resource"]).ToList();
        var odd = ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 3)).Select(static o => (string?)o["resource"]).ToList();
        Assert.Equal(["classPeriods", "locations", "students"], even.Distinct());
        Assert.Equal(["students", "locations", "classPeriods"], odd.Distinct());
        Assert.Equal(14, scenario.Shape.Count);
    }

    [Theory]
    [InlineData("Student")]
    [InlineData("MixedStudentSection")]
    [InlineData("StudentSchoolAssociation")]
    public void Every_batch_is_what_its_shape_says(string name)
    {
        var scenario = Compile(name, ContentionKind.SharedParents | ContentionKind.OverlappingKeys | ContentionKind.OppositeOrder, 0.5);
        var shapes = new HashSet<BatchShape>();
        for (var sequence = 1; sequence <= 40; sequence++)
        {
            var key = ScenarioHarness.Key(client: sequence % 2, sequence: sequence);
            var shape = scenario.ShapeOf(key);
            shapes.Add(shape);
            var batch = ScenarioHarness.Batch(scenario, key);
            Assert.Equal(
                Enumerable.Range(0, shape.Count).Select(i => ($"{shape.Op(i)}".ToLowerInvariant(), shape.Resource(i))),
                batch.Select(static o => ((string)o["op"]!, (string)o["resource"]!)));
        }

        Assert.Equal(4, shapes.Count);
    }

    [Fact]
    public void One_triple_at_a_time_has_the_same_keys_as_the_batch()
    {
        var scenario = Compile("Student", ContentionKind.OverlappingKeys, 0.5);
        var key = ScenarioHarness.Key();
        var source = scenario;
        var single = Enumerable.Range(0, 4).Select(triple =>
        {
            var text = new System.Buffers.ArrayBufferWriter<byte>();
            source.WriteNaturalKey(text, key, triple, 0);
            return (string)JsonNode.Parse(text.WrittenSpan)!["studentUniqueId"]!;
        });
        Assert.Equal(Keys(ScenarioHarness.Batch(scenario, key)).Distinct(), single);
    }

    [Fact]
    public void What_is_checked_before_a_scenario_is_sent_is_checked_with_contention_too()
    {
        var (plain, contended) = (Compile("Student", ContentionKind.None), Compile("Student", ContentionKind.OverlappingKeys));

        Assert.Equal(IIdentifiedScenario.Of(plain), IIdentifiedScenario.Of(contended));
        Assert.Throws<ArgumentException>(static () => IIdentifiedScenario.Of(new Execution.FakeScenario()));
    }

    private static IScenario Compile(string name, ContentionKind kinds, double share = 1) => new ScenarioFactory(new ScenarioCatalog()).Create(
        [name],
        new ScenarioOptions { TripleCount = 4, PoolSize = 16, Contention = new ContentionOptions { Kinds = kinds, Share = share, Parents = Parents } })[0];

    private static List<string> Keys(IEnumerable<JsonObject> batch) =>
        [.. batch.Select(static o => (string)(o["naturalKey"]?["studentUniqueId"] ?? o["document"]!["studentUniqueId"])!)];
}
