using System.Text.Json.Nodes;
using CsCheck;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>What a template says literally reaches the server as it is, through all that parses, renders, compiles and writes it.</summary>
public sealed class TemplateRoundTripTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    private static readonly Gen<string> Literal = Texts.Any.Where(static t => !t.Contains("{{", StringComparison.Ordinal) && !t.EndsWith('{'));

    private static readonly Gen<JsonNode?> Json = Gen.Recursive<JsonNode?>(static (depth, self) =>
    {
        var scalar = Gen.OneOf(
            Literal.Select(static t => (JsonNode?)t),
            Gen.Long.Select(static n => (JsonNode?)n),
            Gen.Decimal.Select(static n => (JsonNode?)n),
            Gen.Bool.Select(static b => (JsonNode?)b),
            Gen.Const((JsonNode?)null));
        return depth > 3 ? scalar : Gen.OneOf(
            scalar,
            self.Array[0, 3].Select(static items => (JsonNode?)new JsonArray([.. items.Select(static i => i?.DeepClone())])),
            Gen.Select(Literal, self).Array[0, 3].Select(static all => (JsonNode?)Object(all)));
    });

    [Fact]
    public void Literal_json_of_any_shape_is_sent_as_it_stands() => Generated.Each(Gen.Select(Json, Literal), document =>
    {
        var (value, prefix) = document;
        var template = new JsonObject
        {
            ["name"] = "Widget",
            ["resource"] = "widgets",
            ["keyFields"] = new JsonArray("code"),
            ["document"] = new JsonObject { ["code"] = prefix + "{{key}}", ["value"] = value?.DeepClone() },
            ["update"] = new JsonObject { ["note"] = prefix },
        };

        var batch = templates.Batch(template.ToJsonString());

        var key = ScenarioHarness.Key().Format(0);
        Assert.Equal(prefix + key, (string?)batch[0]["document"]!["code"]);
        Assert.True(JsonNode.DeepEquals(value, batch[0]["document"]!["value"]), $"{value?.ToJsonString()} became {batch[0]["document"]!.ToJsonString()}");
        Assert.Equal(prefix, (string?)batch[1]["document"]!["note"]);
        Assert.Equal(prefix + key, (string?)batch[2]["naturalKey"]!["code"]);
    }, tries: 25);

    private static JsonObject Object(IEnumerable<(string Name, JsonNode? Value)> properties) =>
        new(properties.DistinctBy(static p => p.Name, StringComparer.Ordinal).Select(static p => KeyValuePair.Create(p.Name, p.Value?.DeepClone())));
}
