using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Unit.Comparison;

/// <summary>How often the rule is wrong, on made figures that scatter by 2 %, with a minimum effect of 3 %; fixed seeds, coarse limits.</summary>
public class ErrorRateTests
{
    private const int Pairs = 150;

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void Equal_sides_are_hardly_ever_told_apart(int runs)
    {
        var verdicts = Verdicts(runs, factor: 1);

        Assert.InRange(verdicts.Count(static rows => rows.Any(static r => r.Verdict is not (ComparisonVerdict.Same or ComparisonVerdict.Unproven))), 0, Pairs / 50);
    }

    [Fact]
    public void More_runs_prove_more()
    {
        var (six, twelve) = (Detected(6, 1.05), Detected(12, 1.05));

        Assert.InRange(six, Pairs / 10, Pairs / 2);
        Assert.InRange(twelve, Pairs * 2 / 5, Pairs * 4 / 5);
    }

    [Fact]
    public void A_fifth_is_always_found_in_every_figure()
    {
        Assert.All(Verdicts(6, 1.2), static rows => Assert.All(rows.Take(5), static r => Assert.Equal(ComparisonVerdict.Faster, r.Verdict)));
    }

    [Fact]
    public void Equal_sides_are_proven_the_same_when_there_are_runs_enough()
    {
        Assert.InRange(Verdicts(12, 1).Count(static rows => rows[0].Verdict == ComparisonVerdict.Same), Pairs * 4 / 5, Pairs);
    }

    private static int Detected(int runs, double factor) => Verdicts(runs, factor).Count(static rows => rows[0].Verdict == ComparisonVerdict.Faster);

    private static List<IReadOnlyList<BatchComparison>> Verdicts(int runs, double factor)
    {
        var random = new Random(20250301);
        return [.. Enumerable.Range(0, Pairs).Select(_ => new RunComparer(MadeRuns.Side(random, "a", runs), MadeRuns.Side(random, "b", runs, factor), new ComparisonOptions()).Compare())];
    }
}
