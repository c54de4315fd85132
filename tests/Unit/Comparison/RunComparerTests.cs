using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Unit.Comparison;

public class RunComparerTests
{
    private static readonly double[] Scatter = [0, 0.01, -0.01, 0.004, -0.006, 0.008];

    [Fact]
    public void A_difference_wholly_beyond_the_minimum_effect_is_proven()
    {
        var rows = Compare(Runs("a"), Runs("b", 1.2));

        var primary = rows[0];
        Assert.Equal(("Aggregated", "committedOperationsPerSecond", true, ComparisonVerdict.Faster), (primary.Name, primary.Metric, primary.IsPrimary, primary.Verdict));
        Assert.Equal(20, primary.DifferencePercent!.Value, 6);
        Assert.InRange(primary.LowerPercent!.Value, 17, 20);
        Assert.InRange(primary.UpperPercent!.Value, 20, 23);
        Assert.Equal((6, 6, ComparisonBasis.Runs), (primary.BaselineRuns, primary.CandidateRuns, primary.Basis));
        Assert.Null(primary.RunsNeeded);
        Assert.Equal(["committedOperationsPerSecond", "p50", "p95", "p99", "tripleMean", "failureRate"], rows.Select(static r => r.Metric));
        Assert.All(rows.Skip(1).Take(4), static r => Assert.Equal(ComparisonVerdict.Faster, r.Verdict));
        Assert.Equal(ComparisonVerdict.Same, rows[5].Verdict);
    }

    [Fact]
    public void Slower_is_proven_in_the_same_way()
    {
        var row = Compare(Runs("a"), Runs("b", 0.8))[0];

        Assert.Equal(ComparisonVerdict.Slower, row.Verdict);
        Assert.Equal(-20, row.DifferencePercent!.Value, 6);
        Assert.Contains("Slower", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_figures_are_the_same()
    {
        Assert.All(Compare(Runs("a"), Runs("b", 1.001)), static r => Assert.Equal(ComparisonVerdict.Same, r.Verdict));
    }

    [Fact]
    public void What_reaches_into_the_minimum_effect_is_unproven_and_says_what_would_tell()
    {
        var row = Compare(Runs("a"), Runs("b", 1.035))[0];

        Assert.Equal((ComparisonVerdict.Unproven, ComparisonVerdict.Faster), (row.Verdict, row.Direction));
        Assert.InRange(row.RunsNeeded!.Value, 7, 1000);
        Assert.Contains("runs a side would tell", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_six_runs_a_side_prove_nothing()
    {
        var row = Compare(Runs("a").Take(5), Runs("b", 2))[0];

        Assert.Equal((ComparisonVerdict.Unproven, ComparisonVerdict.Faster, 6), (row.Verdict, row.Direction, row.RunsNeeded));
        Assert.Contains("at least 6 runs a side", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_rates_differ_by_points()
    {
        var row = Compare(Runs("a"), Documents(i => MadeRuns.Document($"b{i}", 1000 * (1 + Scatter[i]), failureRate: 0.02 + (0.001 * i))))[^1];

        Assert.Equal(("failureRate", ComparisonVerdict.Worse), (row.Metric, row.Verdict));
        Assert.Equal(2.25, row.DifferencePercent!.Value, 6);
        Assert.Equal(0.5, row.MinimumEffectPercent);
    }

    [Fact]
    public void Nothing_committed_at_all_is_slower()
    {
        var row = Compare(Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", committed: 0, failureRate: 1)))[0];

        Assert.Equal(ComparisonVerdict.Slower, row.Verdict);
        Assert.Equal(-100, row.DifferencePercent!.Value, 3);
    }

    [Fact]
    public void Other_batches_are_compared_by_operations_and_triples()
    {
        var comparer = new RunComparer(Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", 1000 * (1 + Scatter[i]), ms: 200, triples: 20)), new ComparisonOptions());

        Assert.Equal(["committedOperationsPerSecond", "tripleMean", "failureRate"], comparer.Compare().Select(static r => r.Metric));
        Assert.Contains(comparer.Warnings, static w => w.Contains("batches are not the same", StringComparison.Ordinal));
        Assert.Contains("students-batch-20", comparer.Compare()[0].CandidateLoad, StringComparison.Ordinal);
    }

    [Fact]
    public void Single_requests_are_compared_with_batches_by_operations()
    {
        var volume = Documents(static i => MadeRuns.Document($"b{i}", 500 * (1 + Scatter[i]), type: TestType.Volume, name: "students", triples: 1));
        var comparer = new RunComparer(Runs("a"), volume, new ComparisonOptions());
        var row = comparer.Compare()[0];

        Assert.Equal(["committedOperationsPerSecond", "tripleMean"], comparer.Compare().Select(static r => r.Metric));
        Assert.Contains(comparer.Warnings, static w => w.Contains("failure rates are left out", StringComparison.Ordinal));
        Assert.Equal(ComparisonVerdict.Slower, row.Verdict);
        Assert.Equal(-50, row.DifferencePercent!.Value, 6);
    }

    [Fact]
    public void Limited_clients_are_counted_and_warned_of()
    {
        var comparer = new RunComparer(Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", verdict: i < 2 ? RunVerdict.ClientLimited : RunVerdict.Valid)), new ComparisonOptions());

        Assert.Equal((0, 2), (comparer.Compare()[0].BaselineClientLimited, comparer.Compare()[0].CandidateClientLimited));
        Assert.Contains(comparer.Warnings, static w => w.StartsWith("2 of 6 runs of the candidate are ClientLimited", StringComparison.Ordinal));
    }

    [Fact]
    public void What_would_mean_nothing_is_refused()
    {
        Refused("SameRun", Runs("a"), Runs("a"), "a0, a1");
        Refused("PlansNotComparable", Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", plan: static p => p with { LoadModel = "Open", ArrivalRate = 5 })), "open");
        Refused("PlansNotComparable", Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", plan: static p => p with { FailDeliberately = true })), "deliberately");
        Refused("RunsDiffer", Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", triples: 1 + i)), "requests students-batch-1 and students-batch-2");
        Refused("NothingToCompare", Runs("a"), [], "candidate has no run");
        Refused("RunNotEnded", Runs("a"), [ComparedRun.Of(MadeRuns.Document("b") with { EndedAt = null })], "b");
        Refused("NothingMeasured", Runs("a"), [ComparedRun.Of(MadeRuns.Document("b") with { Metrics = [] })], "b");
    }

    [Fact]
    public void Collisions_on_purpose_are_a_setting_like_others()
    {
        var colliding = Documents(static i => MadeRuns.Document($"b{i}", plan: static p => p with { Contention = "OverlappingKeys 20 %" }));

        Assert.Contains(new RunComparer(Runs("a"), colliding, new ComparisonOptions()).Warnings, static w => w.Contains("contention none and OverlappingKeys 20 %", StringComparison.Ordinal));
        Refused("RunsDiffer", [.. Runs("a"), .. colliding], Runs("c"), "contention none and OverlappingKeys 20 %");
    }

    [Fact]
    public void Loads_that_were_changed_by_hand_are_warned_of()
    {
        var change = new LoadChange { AtSeconds = 5, Target = 99 };
        var comparer = new RunComparer(Runs("a"), Documents(i => MadeRuns.Document($"b{i}") with { LoadChanges = i == 3 ? [change] : [] }), new ComparisonOptions());

        Assert.Contains(comparer.Warnings, static w => w.Contains("of the candidate was changed on the dashboard", StringComparison.Ordinal) && w.EndsWith(": b3.", StringComparison.Ordinal));
    }

    [Fact]
    public void More_runs_than_there_were_are_asked_for_where_those_did_not_tell()
    {
        // One run far off makes the interval wide, the others would prove it if they were the only ones.
        double[] speeds = [1.03, 1.05, 1.31, 1.33, 1.34, 1.35, 1.36, 1.37];
        var sides = new[] { 1.0, 1.001, 1.002, 1.003, 1.004, 1.005, 1.32, 1.33 };
        var row = Compare(
            sides.Select(static (s, i) => ComparedRun.Of(MadeRuns.Document($"a{i}", 1000 * s))),
            speeds.Select(static (s, i) => ComparedRun.Of(MadeRuns.Document($"b{i}", 1000 * s))))[0];

        Assert.Equal(ComparisonVerdict.Unproven, row.Verdict);
        Assert.InRange(row.RunsNeeded!.Value, 9, 1000);
    }

    [Fact]
    public void Other_settings_are_warned_of()
    {
        var comparer = new RunComparer(Runs("a"), Documents(static i => MadeRuns.Document($"b{i}", plan: static p => p with { ClientCount = 20 })), new ComparisonOptions());

        Assert.Contains(comparer.Warnings, static w => w.Contains("clients 10 and 20", StringComparison.Ordinal));
    }

    private static void Refused(string errorId, IReadOnlyList<ComparedRun> baseline, IReadOnlyList<ComparedRun> candidate, string words)
    {
        var problem = Assert.Throws<BatchPerfException>(() => new RunComparer(baseline, candidate, new ComparisonOptions()));
        Assert.Equal(errorId, problem.ErrorId);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BatchComparison> Compare(IEnumerable<ComparedRun> baseline, IEnumerable<ComparedRun> candidate) =>
        new RunComparer([.. baseline], [.. candidate], new ComparisonOptions()).Compare();

    private static List<ComparedRun> Runs(string side, double factor = 1) =>
        Documents(i => MadeRuns.Document($"{side}{i}", 1000 * factor * (1 + Scatter[i]), 100 / factor / (1 + Scatter[i])));

    private static List<ComparedRun> Documents(Func<int, RunDocument> make) => [.. Enumerable.Range(0, Scatter.Length).Select(i => ComparedRun.Of(make(i)))];
}
