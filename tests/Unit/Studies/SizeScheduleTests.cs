using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class SizeScheduleTests
{
    [Fact]
    public void Every_repeat_is_a_block_of_all_sizes_in_an_order_of_its_own()
    {
        var turns = Run(Sizes(1, 2, 5, 10, 20, 33), repeat: 5, seed: 7, out var schedule);

        Assert.Equal(30, schedule.Planned);
        Assert.Equal(Enumerable.Range(1, 30), turns.Select(static t => t.Number));
        Assert.All(turns.Chunk(6), block =>
        {
            Assert.Single(block.Select(static t => t.Repeat).Distinct());
            Assert.Equal([1, 2, 5, 10, 20, 33], block.Select(static t => t.Size.TripleCount).Order());
        });
        Assert.True(turns.Chunk(6).Select(static b => string.Join(',', b.Select(static t => t.Size.TripleCount))).Distinct(StringComparer.Ordinal).Count() > 1);
        Assert.True(schedule.Complete);
    }

    [Fact]
    public void The_seed_fixes_the_order()
    {
        var first = Run(Sizes(1, 2, 5, 10), 3, seed: 7, out _);

        Assert.Equal(first, Run(Sizes(10, 5, 2, 1, 1), 3, seed: 7, out _));
        Assert.NotEqual(first, Run(Sizes(1, 2, 5, 10), 3, seed: 8, out _));
    }

    [Fact]
    public void Sizes_above_a_known_limit_are_not_sent_and_reported_as_refused()
    {
        var schedule = new SizeSchedule(Sizes(10, 40), 2, 1);
        schedule.Learn(100, BatchLimitSource.Search, "too many");

        var sent = new List<int>();
        while (schedule.Next() is { } turn)
        {
            sent.Add(turn.Size.TripleCount);
            schedule.Add(SizeSchedule.Begin(turn) with { RunId = "r", Batches = 1 });
        }

        Assert.Equal([10, 10], sent);
        Assert.Equal(4, schedule.Runs.Count);
        Assert.All(schedule.Runs.Where(static r => r.TripleCount == 40), static r => Assert.Contains("limit of 100", r.Refusal, StringComparison.Ordinal));
    }

    [Fact]
    public void A_size_that_was_refused_is_not_sent_again_nor_a_larger_one()
    {
        var schedule = new SizeSchedule(Sizes(1, 40, 50), 4, 3);
        var sent = new List<int>();
        while (schedule.Next() is { } turn)
        {
            sent.Add(turn.Size.TripleCount);
            schedule.Add(SizeSchedule.Begin(turn) with { Refused = turn.Size.TripleCount > 33, Refusal = "413", RunId = "r" });
        }

        Assert.InRange(sent.Count(static s => s > 33), 1, 2);
        Assert.Equal(4, sent.Count(static s => s == 1));
        Assert.Equal(12, schedule.Runs.Count);
        Assert.True(schedule.Complete);
    }

    internal static StudySize[] Sizes(params int[] triples) => [.. triples.Select(static t => new StudySize(t, 3 * t, 3 * t))];

    private static List<SizeTurn> Run(StudySize[] sizes, int repeat, int seed, out SizeSchedule schedule)
    {
        schedule = new SizeSchedule(sizes, repeat, seed);
        var turns = new List<SizeTurn>();
        while (schedule.Next() is { } turn)
        {
            turns.Add(turn);
            schedule.Add(SizeSchedule.Begin(turn));
        }

        return turns;
    }
}
