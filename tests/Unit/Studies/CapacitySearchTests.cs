using EdFi.BatchPerf.Questions.Capacity;

namespace EdFi.BatchPerf.Unit.Studies;

/// <summary>Searches against made-up servers, without a load: loads up to their capacity hold, with noise of a fixed seed.</summary>
public sealed class CapacitySearchTests
{
    private static readonly CapacityRules Rates = new() { Start = 10, Least = 0.5, Most = 100_000 };
    private static readonly CapacityRules Clients = new() { Start = 1, Least = 1, Most = 10_000, Whole = true };

    [Theory]
    [InlineData(80)]
    [InlineData(10)]
    [InlineData(10.4)]
    [InlineData(3.7)]
    [InlineData(99_000)]
    public void The_capacity_is_found_to_the_resolution(double capacity)
    {
        var search = Run(Rates, load => load <= capacity);

        Assert.Equal(CapacityAnswer.Found, search.Answer);
        Assert.InRange(search.Lower!.Load, capacity / 1.055, capacity);
        Assert.InRange(search.Upper!.Load, capacity, capacity * 1.055);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(19)]
    public void Clients_are_found_exactly_where_the_resolution_is_finer_than_one(int capacity)
    {
        var search = Run(Clients, load => load <= capacity);

        Assert.Equal((CapacityAnswer.Found, (double)capacity, capacity + 1.0), (search.Answer, search.Lower?.Load, search.Upper?.Load));
    }

    [Fact]
    public void A_search_without_noise_takes_few_runs()
    {
        var search = Run(Rates, static load => load <= 80, out var runs);

        // 10, 20, 40, 80, 160, 120, 100, 90, 85, 82.5: two runs each, and both sides of the border until they are sure
        Assert.InRange(runs, 20, 28);
        Assert.True(search.Lower!.HoldConfidence >= 0.95);
        Assert.True(search.Upper!.BreakConfidence >= 0.95);
    }

    [Fact]
    public void Noise_is_not_taken_for_saturation()
    {
        var near = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var search = Run(Rates, load => random.NextDouble() < 0.1 ? load > 80 : load <= 80); // one run in ten says the opposite
            near += search.Lower?.Load is >= 72 and <= 88 ? 1 : 0;
        }

        Assert.InRange(near, 160, 200);
    }

    [Fact]
    public void A_soft_border_is_found_where_runs_hold_as_often_as_not()
    {
        var found = Enumerable.Range(0, 200).Select(seed =>
        {
            var random = new Random(seed);
            return Run(Rates, load => random.NextDouble() < 1 / (1 + Math.Exp((load - 80) / 4))).Lower?.Load ?? 0;
        }).Order().ToList();

        Assert.InRange(found[100], 74, 84);
        Assert.InRange(found[10], 60, 80);
        Assert.InRange(found[190], 78, 95);
    }

    [Fact]
    public void A_search_always_ends()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var search = Run(Rates, _ => random.NextDouble() < 0.5, out var runs);

            Assert.NotEqual(CapacityAnswer.Unfinished, search.Answer);
            Assert.InRange(runs, 1, 400);
        }
    }

    [Fact]
    public void A_client_that_is_the_limit_ends_the_search_at_what_held()
    {
        var search = new CapacitySearch(Rates);
        while (search.Next() is { } load)
        {
            search.Add(load, load > 300 ? CapacityOutcome.ClientLimited : CapacityOutcome.Held);
        }

        Assert.Equal((CapacityAnswer.ClientLimited, 160.0, 320.0), (search.Answer, search.Lower?.Load, search.LowestClientLimited));
        Assert.Equal(4, search.RunsAt(160));
        Assert.Equal(3, search.RunsAt(320));
    }

    [Fact]
    public void One_run_whose_client_was_the_limit_is_repeated_and_counts_for_nothing()
    {
        var search = new CapacitySearch(Rates);
        var first = true;
        while (search.Next() is { } load)
        {
            search.Add(load, load > 80 ? CapacityOutcome.Broken : load.Equals(40) && first ? CapacityOutcome.ClientLimited : CapacityOutcome.Held);
            first = first && !load.Equals(40);
        }

        Assert.Equal(CapacityAnswer.Found, search.Answer);
        Assert.InRange(search.Lower!.Load, 76, 80);
        Assert.Equal(3, search.RunsAt(40));
    }

    [Fact]
    public void A_client_that_is_the_limit_above_the_servers_own_does_not_matter()
    {
        var search = new CapacitySearch(Rates with { Start = 1000 });
        while (search.Next() is { } load)
        {
            search.Add(load, load > 900 ? CapacityOutcome.Broken : CapacityOutcome.Held);
        }

        Assert.InRange(search.Lower!.Load, 850, 900);
    }

    [Fact]
    public void A_server_that_takes_everything_ends_at_the_maximum()
    {
        var search = Run(Rates with { Most = 500 }, static _ => true);

        Assert.Equal((CapacityAnswer.MaximumHeld, 500.0, null), (search.Answer, search.Lower?.Load, search.Upper?.Load));
        Assert.True(search.Lower!.HoldConfidence >= 0.95);
    }

    [Fact]
    public void A_server_that_takes_nothing_ends_at_the_least()
    {
        var search = Run(Rates, static _ => false);

        Assert.Equal((CapacityAnswer.NothingHeld, null, 0.5), (search.Answer, search.Lower?.Load, search.Upper?.Load));
    }

    [Theory]
    [InlineData(3, 3, 0.9375)]
    [InlineData(4, 4, 0.96875)]
    [InlineData(2, 3, 0.6875)]
    [InlineData(4, 5, 0.890625)]
    [InlineData(0, 0, 0.5)]
    [InlineData(0, 3, 0.0625)]
    [InlineData(8, 9, 0.9892578125)]
    public void Confidence_is_a_binomial_tail(int agreeing, int runs, double confidence) =>
        Assert.Equal(confidence, CapacityConfidence.Of(agreeing, runs), 10);

    [Theory]
    [InlineData(CapacityLoad.Clients, 2.5, null)]
    [InlineData(CapacityLoad.Clients, null, 200_000.0)]
    [InlineData(CapacityLoad.ArrivalRate, 50.0, 20.0)]
    public void Bounds_that_make_no_sense_are_refused(CapacityLoad search, double? start, double? most) =>
        Assert.Equal("CapacityBoundsInvalid", Assert.Throws<BatchPerfException>(() => CapacityRules.Of(search, start, most, TimeSpan.FromSeconds(20))).ErrorId);

    [Theory]
    [InlineData("committedOperationsPerSecond > 2000", "ThresholdNotForCapacity")]
    [InlineData("p95 >= 20ms", "ThresholdNotForCapacity")]
    [InlineData("failureRate < 1% for students-*", "ThresholdNotForCapacity")]
    [InlineData("p99 < 2s in every 10s", "ThresholdNotForCapacity")]
    [InlineData("p95", "ThresholdInvalid")]
    public void Thresholds_by_which_no_load_can_be_judged_are_refused(string text, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<BatchPerfException>(() => CapacityThresholds.Parse(["p95 < 1s", text])).ErrorId);

    private static CapacitySearch Run(CapacityRules rules, Func<double, bool> holds) => Run(rules, holds, out _);

    private static CapacitySearch Run(CapacityRules rules, Func<double, bool> holds, out int runs)
    {
        var search = new CapacitySearch(rules);
        for (runs = 0; search.Next() is { } load; runs++)
        {
            Assert.InRange(load, rules.Least, rules.Most);
            Assert.InRange(search.RunsAt(load), 0, rules.MostRuns - 1);
            search.Add(load, holds(load) ? CapacityOutcome.Held : CapacityOutcome.Broken);
        }

        return search;
    }
}
