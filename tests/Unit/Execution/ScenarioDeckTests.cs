using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class ScenarioDeckTests
{
    [Theory]
    [InlineData(new[] { 1 }, "aaaa")]
    [InlineData(new[] { 1, 1 }, "abab")]
    [InlineData(new[] { 3, 1 }, "aabaaaba")]
    [InlineData(new[] { 5, 1, 1 }, "aabacaa")]
    public void Scenarios_are_dealt_round_robin_by_weight_and_evenly(int[] weights, string order)
    {
        var deck = Deck(weights);

        Assert.Equal(order, string.Concat(Enumerable.Range(0, order.Length).Select(i => deck.For(i).RequestName[0])));
    }

    [Fact]
    public void Every_round_holds_each_scenario_as_often_as_its_weight()
    {
        var deck = Deck(7, 2, 11);

        var dealt = Enumerable.Range(0, 40).Select(i => deck.For(i).RequestName[0]).GroupBy(static n => n).ToDictionary(static g => g.Key, static g => g.Count());

        Assert.Equal((14, 4, 22), (dealt['a'], dealt['b'], dealt['c']));
    }

    [Fact]
    public void The_mean_size_of_a_batch_follows_the_weights()
    {
        var deck = new ScenarioDeck([new ScenarioShare(new FakeScenario(10), 3), new ScenarioShare(new FakeScenario(2), 1)], static s => s.Shape.Count);

        Assert.Equal(24, deck.OperationsPerBatch);
    }

    private static ScenarioDeck Deck(params int[] weights) =>
        new([.. weights.Select(static (w, i) => new ScenarioShare(new FakeScenario(1, ((char)('a' + i)).ToString()), w))], static s => s.Shape.Count);
}
