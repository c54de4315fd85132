using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Templates whose keys are short, or numbers.</summary>
public sealed class KeyFormTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    private const string Widget = """
        { "name": "Widget", "resource": "widgets", "keyFields": ["code", "number"],
          "document": { "code": "A-{{ key(18) }}", "number": "{{#key}}", "text": "{{key}}", "same": "{{KEY(27)}}" },
          "update": { "text": "No. {{document.number}}", "again": "{{#document.number}}", "asText": "{{document.number}}", "code2": "{{document.code}}" } }
        """;

    [Fact]
    public void A_document_holds_the_key_in_every_form()
    {
        var batch = templates.Batch(Widget);
        var (text, number) = Forms(triple: 1, triples: 2);

        Assert.Equal(
            $$"""{"code":"A-{{text}}","number":{{number}},"text":"{{ScenarioHarness.Key().Format(1)}}","same":"{{text}}"}""",
            batch[3]["document"]!.ToJsonString());
        Assert.Equal($$"""{"code":"A-{{text}}","number":{{number}}}""", batch[5]["naturalKey"]!.ToJsonString());
    }

    [Fact]
    public void An_update_refers_to_a_number_as_number_and_as_text()
    {
        var update = templates.Batch(Widget)[1]["document"]!;
        var (text, number) = Forms(triple: 0, triples: 2);

        Assert.Equal($"\"No. {number}\"", update["text"]!.ToJsonString());
        Assert.Equal(number, update["again"]!.ToJsonString());
        Assert.Equal($"\"{number}\"", update["asText"]!.ToJsonString());
        Assert.Equal($"\"A-{text}\"", update["code2"]!.ToJsonString());
    }

    [Fact]
    public void A_poisoned_update_has_the_key_after_the_last_in_every_form()
    {
        var scenario = TemplateFixture.Compile(ScenarioCatalog.Load([templates.Write("template.json", Widget)]), "Widget", triples: 3);
        var batch = ScenarioHarness.Batch(scenario, poisoned: true);
        var (text, number) = Forms(triple: 3, triples: 3);

        Assert.Equal($$"""{"code":"A-{{text}}","number":{{number}}}""", batch[4]["naturalKey"]!.ToJsonString());
        Assert.Equal(9, batch.Count);
        Assert.Equal(4, batch.Select(static o => (o["naturalKey"] ?? o["document"])!["number"]!.ToJsonString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Documents_one_by_one_are_those_of_the_batch()
    {
        var scenario = TemplateFixture.Compile(ScenarioCatalog.Load([templates.Write("template.json", Widget)]), "Widget", triples: 1);
        var batch = ScenarioHarness.Batch(scenario);
        var source = (IScenario)scenario;
        var document = new System.Buffers.ArrayBufferWriter<byte>();
        var key = new System.Buffers.ArrayBufferWriter<byte>();

        source.WriteDocument(document, ScenarioHarness.Key(), 0, 0);
        source.WriteNaturalKey(key, ScenarioHarness.Key(), 0, 0);

        Assert.Equal(batch[0]["document"]!.ToJsonString(), JsonNode.Parse(document.WrittenSpan)!.ToJsonString());
        Assert.Equal(batch[2]["naturalKey"]!.ToJsonString(), Encoding.UTF8.GetString(key.WrittenSpan));
    }

    [Fact]
    public void Clients_that_collide_on_purpose_share_the_short_key_and_the_number()
    {
        var catalog = ScenarioCatalog.Load([templates.Write("template.json", Widget)]);
        var options = new ScenarioOptions { TripleCount = 1, PoolSize = 4, Contention = new ContentionOptions { Kinds = ContentionKind.OverlappingKeys } };
        var scenario = new ScenarioFactory(catalog).Create(["Widget"], options)[0];

        var keys = new[] { 0, 1, 99_999 }.Select(client => ScenarioHarness.Batch(scenario, ScenarioHarness.Key(client, sequence: client + 1))[2]["naturalKey"]!.ToJsonString());

        Assert.Single(keys.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unchanged_update_sends_the_created_document_again()
    {
        var batch = templates.Batch("""
            { "name": "Widget", "resource": "widgets", "keyFields": ["code"], "update": "unchanged", "document": { "code": "{{key}}", "n": "{{name.firstName}}" } }
            """);

        Assert.Equal(batch[0]["document"]!.ToJsonString(), batch[1]["document"]!.ToJsonString());
    }

    private static (string Text, string Number) Forms(int triple, int triples)
    {
        var key = LocalKey.Of(ScenarioHarness.Key(), triple, LocalKey.BitsFor(triples));
        Span<byte> text = stackalloc byte[LocalKey.Length];
        key.WriteText(text);
        return (Encoding.ASCII.GetString(text), key.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
