using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>Keys of parents that batches reuse, in every form: they follow from run, client and position, and are nobody else's.</summary>
public sealed class ReusedKeyTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    private const string Widget = """
        { "name": "NAME", "resource": "widgets", "keyFields": ["code", "owner"], "update": { "text": "No. {{document.owner}}" },
          "before": [{ "resource": "owners", "reuse": true, "keyFields": ["name"], "document": { "name": "OWNER", "color": "{{commerce.color}}" } },
                     { "resource": "boxes", "keyFields": ["box"], "document": { "box": "{{key}}", "owner": "OWNER" } }],
          "document": { "code": "A", "owner": "OWNER", "box": "{{key}}" } }
        """;

    public static TheoryData<string> Forms { get; } = ["{{reused.key}}", "{{ REUSED.key(20) }}", "{{#reused.key}}", "O-{{reused.key(16)}}"];

    [Theory, MemberData(nameof(Forms))]
    public void Batches_refer_to_the_parents_of_their_client_and_triple_and_make_none(string form)
    {
        var scenario = Compile(form);
        var owners = Enumerable.Range(0, 2).Select(index => Parent(scenario, client: 3, index)["name"]!.ToJsonString()).ToList();

        foreach (var sequence in new[] { 1L, 17, 1L << 30 })
        {
            var batch = ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 3, sequence));

            Assert.Equal(["create boxes", "create widgets", "update widgets", "delete widgets", "delete boxes"], batch.Take(5).Select(static o => $"{o["op"]} {o["resource"]}"));
            Assert.Equal(10, batch.Count);
            Assert.Equal(owners, [batch[1]["document"]!["owner"]!.ToJsonString(), batch[6]["document"]!["owner"]!.ToJsonString()]);
            Assert.Equal($$"""{"code":"A","owner":{{owners[1]}}}""", batch[8]["naturalKey"]!.ToJsonString());
            Assert.Equal($"No. {owners[0].Trim('"')}", (string?)batch[2]["document"]!["text"]);
            Assert.NotEqual(owners[0].Trim('"'), batch[0]["document"]!["box"]!.ToString());
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Parents_of_clients_triples_and_scenarios_differ_and_are_the_same_each_time(string form)
    {
        var catalog = ScenarioCatalog.Load([templates.Write("a.json", Json(form)), templates.Write("b.json", Json(form, "Second"))]);
        List<string> Keys() =>
        [
            .. from scenario in new ScenarioFactory(catalog).Create(["Widget", "Second"], Options())
            from client in new[] { 0, 1, 42, 99_999 }
            from index in Enumerable.Range(0, scenario.Reused!.Count)
            select Key(scenario, client, index),
        ];
        var keys = Keys();

        Assert.Equal(16, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(keys, Keys());
        Assert.All(keys, static key => Assert.NotNull(LocalKey.UniqueIn(ScenarioHarness.Run, key)));
    }

    [Fact]
    public void A_key_that_comes_again_never_meets_a_parents()
    {
        var most = (int)LocalKey.ReusedPlaces - 1;
        long[] parents = [.. new[] { 0, 1, 99_999 }.SelectMany(client => new[] { 0, 1, most }.Select(place => LocalKey.OfReused(ScenarioHarness.Run, client, place).Index))];

        Assert.Equal(9, parents.Distinct().Count());
        foreach (var client in new[] { 0, 99_999, 1_679_615 })
        {
            foreach (var sequence in new[] { 0L, 1, (1L << 24) - 1, 1L << 24, 1L << 40 })
            {
                var batch = LocalKey.Of(new BatchKey(ScenarioHarness.Run, client, sequence), 1, 2).Index;
                Assert.False(batch >= parents.Min() && batch <= parents.Max(), string.Create(CultureInfo.InvariantCulture, $"{client} {sequence}"));
            }
        }

        Assert.InRange(LocalKey.OfReused(ScenarioHarness.Run, 99_999, most).Number, LocalKey.SmallestNumber, LocalKey.NumberLimit - 1);
        Assert.Equal(LocalKey.BitsOf(ScenarioHarness.Run), LocalKey.BitsOf(LocalKey.OfReused(ScenarioHarness.Run, 99_999, most).Number));
    }

    [Fact]
    public void Every_client_has_places_for_all_scenarios_that_a_load_can_have()
        => Assert.True((500 + new ScenarioCatalog().Scenarios.Count) * (long)ScenarioFactory.PlacesPerScenario <= LocalKey.ReusedPlaces);

    [Fact]
    public void The_longest_whole_key_of_a_parent_fits_where_a_batchs_does()
        => Assert.True(new BatchKey(ScenarioHarness.Run, 99_999, BatchKey.ReusedSequence).Format((int)LocalKey.ReusedPlaces).Length <= 28);

    [Theory, MemberData(nameof(Forms))]
    public void A_poisoned_update_names_a_parent_that_no_client_has(string form)
    {
        var scenario = Compile(form);

        var poisoned = ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client: 3), poisoned: true)[7]["naturalKey"]!["owner"]!.ToJsonString();

        Assert.DoesNotContain(poisoned, Enumerable.Range(0, 2).Select(index => Parent(scenario, client: 3, index)["name"]!.ToJsonString()));
    }

    [Fact]
    public void A_poisoned_keys_place_is_not_the_next_scenarios()
    {
        var catalog = ScenarioCatalog.Load([templates.Write("a.json", Json("{{reused.key}}")), templates.Write("b.json", Json("{{reused.key}}", "Second"))]);
        var scenarios = new ScenarioFactory(catalog).Create(["Widget", "Second"], Options() with { TripleCount = ScenarioOptions.MaxTripleCount, PoolSize = 1 });

        Assert.NotEqual(
            Key(scenarios[1], 0, 0),
            new JsonObject { ["name"] = new BatchKey(ScenarioHarness.Run, 0, BatchKey.ReusedSequence).Format(ScenarioOptions.MaxTripleCount) }.ToJsonString());
    }

    [Theory]
    [InlineData(true, false, ContentionKind.None)]
    [InlineData(false, false, ContentionKind.OverlappingKeys)]
    [InlineData(false, true, ContentionKind.None)]
    public void Where_nothing_can_be_reused_each_triple_makes_the_parent_with_its_own_key(bool oneByOne, bool without, ContentionKind contention)
    {
        var options = Options() with
        {
            ReuseParents = !without,
            OneByOne = oneByOne,
            TripleCount = 1,
            Contention = contention == ContentionKind.None ? null : new ContentionOptions { Kinds = contention, Share = 0 },
        };
        var scenario = new ScenarioFactory(ScenarioCatalog.Load([templates.Write("template.json", Json("{{reused.key}}"))])).Create(["Widget"], options)[0];

        var batch = ScenarioHarness.Batch(scenario);

        Assert.Null(scenario.Reused);
        Assert.Equal(7, batch.Count);
        Assert.Equal(ScenarioHarness.Key().Format(0), (string?)batch[0]["document"]!["name"]);
        Assert.Equal(ScenarioHarness.Key().Format(0), (string?)batch[2]["document"]!["owner"]);
    }

    [Fact]
    public void A_scenario_with_reused_parents_says_how_many_operations_its_batches_take()
        => Assert.Equal(5, ScenarioCatalog.Load([templates.Write("template.json", Json("{{reused.key}}"))]).Resolve(["Widget"])[0].OperationsPerTriple);

    private static string Json(string form, string name = "Widget") =>
        Widget.Replace("NAME", name, StringComparison.Ordinal).Replace("OWNER", form, StringComparison.Ordinal);

    private static ScenarioOptions Options() => Pooled.Options();

    private static JsonObject Parent(IScenario scenario, int client, int index)
    {
        var operation = new ArrayBufferWriter<byte>();
        scenario.Reused!.WriteOperation(operation, ScenarioHarness.Run, client, index, OperationKind.Create);
        var create = JsonNode.Parse(operation.WrittenSpan)!;
        Assert.Equal(("create", "owners"), ((string?)create["op"], scenario.Reused.Resource(index)));
        return create["document"]!.AsObject();
    }

    private static string Key(IScenario scenario, int client, int index)
    {
        var key = new ArrayBufferWriter<byte>();
        scenario.Reused!.WriteNaturalKey(key, ScenarioHarness.Run, client, index);
        return Encoding.UTF8.GetString(key.WrittenSpan);
    }

    private IScenario Compile(string form) =>
        new ScenarioFactory(ScenarioCatalog.Load([templates.Write("template.json", Json(form))])).Create(["Widget"], Options())[0];
}
