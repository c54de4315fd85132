using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Unit.Studies;

/// <summary>Studies of a made-up server: so many ms a batch, so many an operation, noise of so many percent, ten clients.</summary>
public sealed class SizeAnalysisTests
{
    private static readonly SizeSetting Setting = new(new Uri("http://dms.example.org"), "1.0", "students", ClientCount: 10, TimeSpan.FromSeconds(20), Tolerance: 0.2);

    [Theory]
    [InlineData(0.25, 0.01, false)]
    [InlineData(0.25, 0.30, true)]
    [InlineData(0.25, 0.25, true)]
    [InlineData(0.008, 0.005, false)]
    [InlineData(0.0001, 0, false)]
    [InlineData(0, 0, true)]
    public void The_fastest_size_is_the_best_only_while_its_failures_keep_to_the_limit(double failures, double limit, bool best)
    {
        var schedule = Schedule(repeat: 5, change: run => run.TripleCount == 33 ? run with { FailureRate = failures, CommittedOperationsPerSecond = 1e6 } : run);
        var study = SizeAnalysis.Of(schedule, Setting with { FailureLimit = limit });
        var point = study.Points.Single(static p => p.TripleCount == 33);

        Assert.Equal((limit, best), (study.FailureLimit, study.KneeTripleCount == 33));
        Assert.Equal((best, best, !best), (point.Recommended, study.BestTripleCount == 33, point.ShareOfBest is null));
        Assert.Equal(!best, point.Note.Contains("of its batches failed; the limit is", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_server_costs_is_found_through_noise()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5), Setting);

        Assert.InRange(20, study.FixedLowMs!.Value, study.FixedHighMs!.Value);
        Assert.InRange(0.5, study.MarginalLowMs!.Value, study.MarginalHighMs!.Value);
        Assert.InRange(study.FixedMs!.Value, 19, 21);
        Assert.InRange(study.MarginalMs!.Value, 0.48, 0.52);
        Assert.InRange(study.BreakEvenOperations!.Value, 36, 44);
        Assert.InRange(study.RSquared!.Value, 0.98, 1);
        Assert.Equal((20, 33), (study.KneeTripleCount, study.BestTripleCount));
        Assert.InRange(20, study.KneeLowTripleCount!.Value, study.KneeHighTripleCount!.Value);
        Assert.True(study.Complete);
        Assert.Empty(study.Notes);
        Assert.StartsWith("Use 20 triples (60 operations) a batch: ", study.Recommendation, StringComparison.Ordinal);
        Assert.Equal(study.KneeTripleCount, Assert.Single(study.Points, static p => p.Recommended).TripleCount);
        Assert.All(study.Points, static p => Assert.InRange(p.CommittedOperationsPerSecond!.Value, p.CommittedOperationsPerSecondLow!.Value, p.CommittedOperationsPerSecondHigh!.Value));
        Assert.Equal(1, study.Points[^1].ShareOfBest);
    }

    [Fact]
    public void A_size_whose_client_was_the_limit_is_marked_and_not_recommended()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 4, change: static run => run.TripleCount == 33 && run.Repeat <= 2 ? run with { Verdict = RunVerdict.ClientLimited, Reasons = "The client used 95% of the cores." } : run), Setting);

        var marked = study.Points[^1];
        Assert.True(marked.ClientLimited);
        Assert.Null(marked.ShareOfBest);
        Assert.Contains("2 of 4 runs: The client used 95%", marked.Note, StringComparison.Ordinal);
        Assert.Equal(20, study.BestTripleCount);
        Assert.Contains(study.Notes, static n => n.Contains("the limit at 33 triples", StringComparison.Ordinal));
        Assert.InRange(study.FixedMs!.Value, 18, 22);
    }

    [Fact]
    public void Times_of_sizes_of_which_more_failed_are_not_compared_without_saying_so()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 3, change: static run => run.TripleCount == 33 ? run with { FailureRate = 0.008 } : run), Setting);

        Assert.Contains(study.Notes, static n => n.StartsWith("Failure rates differ: 0 % at", StringComparison.Ordinal) && n.Contains("0.8 % at 33 triples", StringComparison.Ordinal));
    }

    [Fact]
    public void One_unlucky_run_does_not_condemn_a_size()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, change: static run => run is { TripleCount: 33, Repeat: 1 } ? run with { Verdict = RunVerdict.ClientLimited } : run), Setting);

        Assert.False(study.Points[^1].ClientLimited);
        Assert.Equal("The client was the limit in 1 of 5 runs.", study.Points[^1].Note);
        Assert.Equal(33, study.BestTripleCount);
    }

    [Fact]
    public void A_refused_size_is_reported_with_the_limit()
    {
        var schedule = Schedule(repeat: 5, limit: 60);

        var study = SizeAnalysis.Of(schedule, Setting);

        Assert.Equal((60, BatchLimitSource.Search, 20), (study.BatchLimit, study.BatchLimitSource, study.BestTripleCount));
        Assert.True(study.Points[^1].Refused);
        Assert.StartsWith("Not sent: 99 operations", study.Points[^1].Note, StringComparison.Ordinal);
        Assert.Null(study.Points[^1].CommittedOperationsPerSecond);
        Assert.EndsWith("The server takes at most 60 operations in a batch, 20 triples (tried).", study.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_whose_batches_fail_is_not_recommended()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, change: static run => run.TripleCount == 33 ? run with { FailureRate = 0.25 } : run), Setting);

        Assert.Equal(20, study.BestTripleCount);
        Assert.Equal("25 % of its batches failed; the limit is 1 %.", study.Points[^1].Note);
    }

    [Fact]
    public void One_run_of_each_size_has_no_interval_and_says_so()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 1), Setting);

        Assert.All(study.Points, static p => Assert.Null(p.P95LowMs));
        Assert.Null(study.KneeLowTripleCount);
        Assert.Contains(study.Notes, static n => n.StartsWith("One run of a size has no interval", StringComparison.Ordinal));
        Assert.NotNull(study.FixedLowMs);
    }

    [Fact]
    public void What_was_measured_before_an_early_end_is_kept_and_called_incomplete()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, stopAfter: 8), Setting);

        Assert.False(study.Complete);
        Assert.Equal((8, 30), (study.RunsMeasured, study.RunsPlanned));
        Assert.Contains("Not complete: 8 of 30 runs were made.", study.Notes);
    }

    [Fact]
    public void A_study_without_a_run_says_so()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, stopAfter: 0), Setting);

        Assert.Equal("Nothing was measured.", study.Recommendation);
        Assert.Null(study.FixedMs);
        Assert.Equal(6, study.Points.Count);
    }

    [Fact]
    public void Latency_that_is_no_line_is_called_rough()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, change: static run => run with { ServiceP50Ms = run.OperationCount > 50 ? run.ServiceP50Ms * 4 : run.ServiceP50Ms }), Setting);

        Assert.Contains(study.Notes, static n => n.StartsWith("Latency is no straight line", StringComparison.Ordinal));
    }

    [Fact]
    public void One_size_is_not_called_better_than_others()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 3, change: static run => run.TripleCount == 5 ? run : run with { Batches = 0 }), Setting);

        Assert.Equal(5, study.KneeTripleCount);
        Assert.Contains("the only size that was measured", study.Recommendation, StringComparison.Ordinal);
        Assert.DoesNotContain("No other size", study.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slope_that_may_be_zero_or_less_is_called_so()
    {
        var study = SizeAnalysis.Of(Schedule(repeat: 5, change: static run => run with { ServiceP50Ms = 20 + (run.Number % 3) }), Setting);

        Assert.True(study.MarginalLowMs <= 0);
        Assert.Contains("The cost of one more operation cannot be distinguished from zero.", study.Recommendation, StringComparison.Ordinal);
        Assert.DoesNotContain("The fixed cost cannot", study.Recommendation, StringComparison.Ordinal);
    }

    private static SizeSchedule Schedule(int repeat, int? limit = null, int stopAfter = int.MaxValue, Func<BatchSizeRun, BatchSizeRun>? change = null)
    {
        var schedule = new SizeSchedule(SizeScheduleTests.Sizes(1, 2, 5, 10, 20, 33), repeat, seed: 5);
        schedule.Learn(limit, BatchLimitSource.Search);
        var random = new Random(3);
        for (var i = 0; i < stopAfter && schedule.Next() is { } turn; i++)
        {
            var ms = (20 + (0.5 * turn.Size.OperationCount)) * (1 + (0.04 * (random.NextDouble() - 0.5)));
            var run = SizeSchedule.Begin(turn) with
            {
                RunId = "run",
                Batches = 1000,
                CommittedOperationsPerSecond = 10 * turn.Size.OperationCount / ms * 1000,
                BatchesPerSecond = 10 / ms * 1000,
                P50Ms = ms,
                P95Ms = ms * 1.2,
                P99Ms = ms * 1.5,
                ServiceP50Ms = ms,
                MsPerOperation = ms / turn.Size.OperationCount,
                Verdict = RunVerdict.Valid,
            };
            schedule.Add(change?.Invoke(run) ?? run);
        }

        return schedule;
    }
}
