using CsCheck;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Pacing;

/// <summary>What several machines do of one plan is the plan, whatever the shares.</summary>
public sealed class SegmentTests
{
    /// <summary>Machines by the units that each takes.</summary>
    public static TheoryData<int[]> Splits =>
    [
        .. Enumerable.Range(1, 12).Select(static machines => Enumerable.Repeat(1, machines).ToArray()),
        new[] { 3, 2, 1 },
        new[] { 1, 1, 6 },
        new[] { 5, 7 },
        new[] { 1, 2, 3, 4, 2 },
    ];

    [Fact]
    public void Seven_clients_on_three_machines_are_three_two_and_two() =>
        Assert.Equal([3, 2, 2], Equal(3).Select(static s => s.ShareOf(7)));

    [Theory]
    [MemberData(nameof(Splits))]
    public void A_mix_of_three_to_one_over_twelve_clients_is_nine_to_three_however_they_are_split(int[] units)
    {
        var plan = Plans.Closed() with
        {
            Scenarios = [new ScenarioShare(new FakeScenario(1, "a"), 3), new ScenarioShare(new FakeScenario(1, "b"), 1)],
            ClientCount = 12,
        };

        var dealt = Shares(units)
            .SelectMany(segment => Enumerable.Range(0, (plan with { Segment = segment }).OwnClients).Select(client => (int)segment.NumberOf(client)))
            .ToList();

        Assert.Equal(Enumerable.Range(0, 12), dealt.Order());
        Assert.Equal((9, 3), (Count("a"), Count("b")));

        int Count(string name) => dealt.Count(client => plan.ScenariosOf(client).Single().RequestName.StartsWith(name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Spawned_and_staged_clients_of_all_machines_are_those_of_the_whole_at_every_moment(int[] units)
    {
        var spawned = Plans.Closed() with { ClientCount = 50, SpawnRate = 7 };
        var staged = spawned with { Duration = null, Stages = [Stage.Parse("5s:31"), Stage.Parse("3s:4")] };
        foreach (var curve in new[] { spawned.Clients(), staged.Clients() })
        {
            for (var second = 0.0; second < 9; second += 0.13)
            {
                Assert.Equal(curve.At(second), Shares(units).Sum(segment => segment.ShareOf(curve.At(second))));
            }
        }
    }

    [Fact]
    public void Shares_of_any_total_add_up_and_number_every_item_once() => Generated.Each(
        Gen.Select(Gen.Int[1, 9].Array[1, 12], Gen.Int[0, 500]),
        static given =>
        {
            var (units, total) = given;
            var numbers = Shares(units).SelectMany(s => Enumerable.Range(0, (int)s.ShareOf(total)).Select(local => s.NumberOf(local)));
            Assert.Equal(Enumerable.Range(0, total).Select(static n => (long)n), numbers.Order());
            Assert.All(Shares(units), s => Assert.Equal(s.ShareOf(total), Enumerable.Range(0, total).Count(n => s.Has(n))));
        });

    [Fact]
    public void The_largest_count_of_batches_can_be_shared()
    {
        Assert.Equal(long.MaxValue, Segment.Whole.ShareOf(long.MaxValue));
        Assert.Equal(long.MaxValue, Equal(7).Sum(static s => s.ShareOf(long.MaxValue)));
    }

    [Theory]
    [InlineData("2/8", 2, 2, 8)]
    [InlineData("1-3/6", 1, 3, 6)]
    [InlineData("10000/10000", 10_000, 10_000, 10_000)]
    public void A_share_is_read_as_it_is_written(string text, int first, int last, int count)
    {
        Assert.Equal(new Segment(first, last, count), Segment.Parse(text));
        Assert.Equal(text, Segment.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0/8")]
    [InlineData("9/8")]
    [InlineData("3-2/8")]
    [InlineData("1-2-3/8")]
    [InlineData("-1/8")]
    [InlineData("1/10001")]
    [InlineData("1/2/3")]
    [InlineData(" 1/2")]
    public void What_is_no_share_is_refused(string text) =>
        Assert.Equal("InvalidSegment", Assert.Throws<BatchPerfException>(() => Segment.Parse(text)).ErrorId);

    [Theory]
    [InlineData("1/3", "2/3")]
    [InlineData("1-2/3", "3/3")]
    [InlineData("8/8", "1/8")]
    [InlineData("1/2048", "2048/2048")]
    public void Machines_of_one_plan_have_run_ids_whose_numbers_never_meet(string one, string other)
    {
        Assert.Empty(Ranges(one).Intersect(Ranges(other)));

        static IEnumerable<long> Ranges(string segment) =>
            [.. Enumerable.Range(0, 20).Select(_ => new LocalKey(LocalKey.NewRun(Segment.Parse(segment)), 0).Number)];
    }

    [Fact]
    public void A_plan_of_more_units_than_numbers_have_ranges_has_run_ids_too() =>
        Assert.Equal(LocalKey.SmallestNumber + (4L << 41), new LocalKey(LocalKey.NewRun(new Segment(2053, 2053, 10_000)), 0).Number);

    [Theory]
    [InlineData("3/3", 2, null, "of 2 clients none belongs to it", "ClientCount")]
    [InlineData("8/8", 10, 5L, "of 5 batches none belongs to it", "BatchCount")]
    public void A_share_of_nothing_is_refused_with_what_to_do(string segment, int clients, long? batches, string message, string option)
    {
        var plan = Plans.Closed() with
        {
            ClientCount = clients,
            BatchCount = batches,
            Segment = Segment.Parse(segment),
        };

        var problem = Assert.Throws<BatchPerfException>(plan.Validate);

        Assert.Equal("EmptySegment", problem.ErrorId);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(new OptionKey(option).ToString(), problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_that_give_a_share_no_client_are_refused_and_those_that_give_it_one_for_a_while_are_not()
    {
        var plan = Plans.Closed() with { Duration = null, Segment = new Segment(3, 3, 3) };

        Assert.Equal("EmptySegment", Assert.Throws<BatchPerfException>((plan with { Stages = [Stage.Parse("5s:2")] }).Validate).ErrorId);
        (plan with { Stages = [Stage.Parse("5s:3"), Stage.Parse("5s:0")] }).Validate();
    }

    [Fact]
    public void The_share_of_an_open_loop_may_have_its_part_of_what_is_in_flight_and_one_at_least()
    {
        var plan = Plans.Closed() with { ArrivalRate = 5, ClientCount = 7 };

        Assert.Equal([3, 2, 2], Equal(3).Select(segment => (plan with { Segment = segment }).OwnClients));
        Assert.Equal(1, (plan with { ClientCount = 2, Segment = new Segment(3, 3, 3) }).OwnClients);
    }

    [Fact]
    public void What_a_machine_needs_is_for_its_share_and_what_it_is_told_to_ask_for_is_of_the_whole_plan()
    {
        var needs = ClientNeeds.Of(Plans.Closed() with { ClientCount = 4000, Segment = new Segment(2, 2, 4) }, http2: false);

        var problem = Assert.Throws<BatchPerfException>(() => needs.Require(new Resources.ClientResources { Ports = 100, Memory = long.MaxValue }));

        Assert.Equal(1000, needs.Connections);
        Assert.Contains("at most 401", problem.NextStep, StringComparison.Ordinal); // of 402 the second machine has 101
        Assert.Equal(100, new Segment(2, 2, 4).ShareOf(401));
    }

    private static List<Segment> Equal(int machines) => Shares([.. Enumerable.Repeat(1, machines)]);

    private static List<Segment> Shares(int[] units)
    {
        var first = 1;
        return [.. units.Select(own => new Segment(first, (first += own) - 1, units.Sum()))];
    }
}
