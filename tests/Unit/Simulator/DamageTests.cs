using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class DamageTests
{
    [Theory]
    [InlineData(AnswerDamage.Missing, 2)]
    [InlineData(AnswerDamage.Extra, 4)]
    [InlineData(AnswerDamage.Reordered, 3)]
    [InlineData(AnswerDamage.Failed, 3)]
    [InlineData(AnswerDamage.Closed, 3)]
    public async Task Outcomes_can_be_wrong(AnswerDamage damage, int outcomes)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Damage = damage, DamageRate = 1 });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.BatchAsync(Triple("a"));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(outcomes, body.Count);
        Assert.Equal(damage == AnswerDamage.Failed ? "failure" : "success", (string?)body[0]!["status"]);
        Assert.Equal(damage == AnswerDamage.Reordered ? 2 : 0, (int)body[0]!["index"]!);
        Assert.Equal(damage == AnswerDamage.Closed ? true : null, answer.Headers.ConnectionClose);
    }

    [Theory]
    [InlineData(AnswerDamage.Malformed)]
    [InlineData(AnswerDamage.Html)]
    public async Task Bodies_can_be_something_else_than_json(AnswerDamage damage)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Damage = damage, DamageRate = 1 });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.BatchAsync(Triple("a"));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task Bodies_can_be_cut_off()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Damage = AnswerDamage.Truncated, DamageRate = 1 });
        using var client = new SimulatorClient(simulator);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.BatchAsync(Triple("a")));

        Assert.Equal(1, simulator.Counts().AnswersDamaged);
        Assert.Equal(1, simulator.Counts().BatchesCommitted);
    }

    [Fact]
    public async Task Bodies_can_be_huge()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Damage = AnswerDamage.Huge, DamageRate = 1 });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.BatchAsync(Triple("a"));

        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 40_000_000);
    }
}
