using EdFi.BatchPerf.Unit.Reporting;
using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Merging;

public sealed class RunMergerTests
{
    private static readonly MadeMachine[] Three =
    [
        new("one") { Segment = "1/3", PerSecond = 300, FailEvery = 50 },
        new("two") { Segment = "2/3", PerSecond = 200, FailEvery = 40 },
        new("six") { Segment = "3/3", PerSecond = 200 },
    ];

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-30, 0, 30)]
    [InlineData(30, -30, 12.34)]
    public void Clocks_that_are_wrong_change_nothing_after_a_common_start(double first, double second, double third)
    {
        var machines = Skewed(first, second, third);
        var run = Merge(machines);
        var pooled = Pooled(machines, seconds: 10);

        Assert.Equal(pooled.Select(static r => r.Name), run.Metrics.Select(static r => r.Name));
        Assert.All(pooled.Zip(run.Metrics), pair => AssertSame(pair.First, pair.Second));
        Assert.Equal(machines.Sum(static m => m.Run().Metrics[^1].CommittedOperationsPerSecond), run.Metrics[^1].CommittedOperationsPerSecond, 6);
        Assert.Equal(10, run.Metrics[^1].WindowSeconds, 6);
        Assert.Equal((MadeMachine.Start, MadeMachine.Start.AddSeconds(2)), (run.StartedAt, run.MeasuredFrom));
        Assert.All(run.Verdict.Reasons, static r => Assert.Contains("measured window is 10 s long", r, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Starts_apart_cost_no_rate(bool withResults)
    {
        using var folder = new Reporting.TemporaryDirectory();
        MadeMachine[] machines = [Three[0] with { HasCommonStart = false }, Three[1] with { HasCommonStart = false, LateSeconds = 1.2 }, Three[2] with { HasCommonStart = false, LateSeconds = 0.4 }];
        var parts = new List<MachinePart>();
        foreach (var machine in machines)
        {
            parts.Add(machine.Part() with { ResultPath = withResults ? await MadeFiles.ResultsAsync(folder.Path, machine) : null });
        }

        var run = RunMerger.Merge(parts);
        var all = run.Metrics[^1];

        Assert.InRange(all.CommittedOperationsPerSecond / machines.Sum(static m => m.Run().Metrics[^1].CommittedOperationsPerSecond), 0.99, 1.01);
        Assert.Equal(8.8, all.WindowSeconds, withResults ? 0.001 : 0.5);
        Assert.InRange(all.Requests / all.RequestsPerSecond, all.WindowSeconds * 0.99, all.WindowSeconds * 1.01);
        Assert.Equal(!withResults, all.OperationsInferred);
        Assert.Equal(withResults, all.ServiceP95Ms is not null);
        Assert.Contains(run.Verdict.Notes, static n => n.Contains("own clocks, whose offset was not measured", StringComparison.Ordinal));
        Assert.Contains(run.Verdict.Notes, static n => n.StartsWith("The machines measured from second 3.2 to 12.0 together", StringComparison.Ordinal));
    }

    [Fact]
    public void Offsets_that_were_measured_correct_the_clocks()
    {
        var parts = Skewed(-30, 30, 0).Select(static m => (m with { HasCommonStart = false }).Part() with { ClockOffsetMs = 1000 * m.ClockSeconds, ClockErrorMs = 7 }).ToList();
        var run = RunMerger.Merge(parts);

        Assert.Equal(10, run.Metrics[^1].WindowSeconds, 6);
        Assert.Contains(run.Verdict.Notes, static n => n.EndsWith("corrected by measured offsets. They may be wrong by 7 ms.", StringComparison.Ordinal));
    }

    [Fact]
    public void Windows_that_barely_overlap_are_refused_by_name_with_figures()
    {
        var problem = Assert.Throws<BatchPerfException>(() => Merge([Three[0] with { HasCommonStart = false }, Three[1] with { HasCommonStart = false, ClockSeconds = 7 }, Three[2] with { HasCommonStart = false }]));

        Assert.Equal("WindowsBarelyOverlap", problem.ErrorId);
        Assert.StartsWith("The measured windows of one (second 2.0 to 12.0) and two (second 9.0 to 19.0) overlap for 3.0 s only, which is less than half of the shortest window, 10.0 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_of_all_phases_is_the_sum_of_the_machines()
    {
        var (run, runs) = (Merge(Skewed(5, 0, -5)), Three.Select(static m => m.Run()).ToList());

        Assert.Equal(RunTotals.Sum([.. runs.Select(static r => r.Totals)]), run.Totals);
        Assert.Equal(12 * 700, run.Totals.Batches);
        Assert.Equal(run.Totals.OperationsSent, run.Ledger.Sum(static r => r.Sent));
        Assert.Equal(runs.Sum(static r => r.Errors.Sum(static e => e.Occurrences)), Assert.Single(run.Errors.GroupBy(static e => e.Message)).Sum(static e => e.Occurrences));
        Assert.Equal(run.Totals.Batches, run.Intervals.Sum(static p => p.Batches));
        Assert.Equal(run.Totals.Batches, run.GetNameSnapshots().Sum(static n => n.Requests));
        Assert.Equal((6, 7, 9L, 4.0), (run.ClientsBegun, run.Plan.ClientCount, run.Connections, run.ConnectionSetUpMaxMs));
        Assert.Equal((6, 3), (run.Intervals[3].Clients, run.Intervals[3].InFlight));
        Assert.Equal((null, null), (run.Plan.Segment, RunDocumentCheck.Problem(run.ToDocument())));
        Assert.Equal(["one", "two", "six"], run.Machines.Select(static m => m.Name));
        Assert.All(run.Machines.Zip(runs), static m => Assert.Equal((m.Second.RunId, m.Second.Totals, m.Second.Metrics[^1].P95Ms, 1.5), (m.First.RunId, m.First.Totals, m.First.P95Ms, m.First.StartDeviationMs)));
    }

    [Fact]
    public void Windows_of_thresholds_are_those_of_all_machines_together()
    {
        var subject = ThresholdSubject.Of(Merge(Skewed(0, 30, -30)));
        var result = Assert.Single(ThresholdParser.Parse("batchesPerSecond > 690 in every 2s").Test(subject));

        Assert.True(result.Passed, result.Message);
        Assert.Equal(5, result.Windows);
        Assert.False(Assert.Single(ThresholdParser.Parse("batchesPerSecond > 710 in every 2s").Test(subject)).Passed);
        Assert.True(Assert.Single(ThresholdParser.Parse("p95 < 12ms in every 5s").Test(subject)).Passed);
    }

    [Fact]
    public void A_merged_run_is_stored_and_read_back_as_any_run()
    {
        using var folder = new Reporting.TemporaryDirectory();
        var run = Merge(Skewed(0, 0, 0));
        var path = Path.Combine(folder.Path, "merged.run.json");
        RunJson.Write(path, run);
        var read = StoredRuns.Of(RunJson.Read(path));

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(run.ToDocument()), System.Text.Json.JsonSerializer.Serialize(read.ToDocument()));
        Assert.True(Assert.Single(ThresholdParser.Parse("p95 < 12ms in every 5s").Test(ThresholdSubject.Of(read))).Passed);
        Assert.Equal(run.GetNameSnapshots().Select(static n => n.Requests), read.GetNameSnapshots().Select(static n => n.Requests));
        Assert.Equal("RunAlreadyMerged", Assert.Throws<BatchPerfException>(() => RunMerger.Merge([MachinePart.Of("merged", read), Three[0].Part()])).ErrorId);
    }

    [Fact]
    public void A_lost_machine_is_named_with_what_it_did_at_least_and_is_in_no_figure()
    {
        var lost = new MachinePart { Name = "two", State = MachineState.Lost, Segment = "2/3", LastTotals = new RunTotals { Batches = 1234, OperationsCommitted = 37_000 }, Fault = "it was not heard of for 5 s" };
        var run = RunMerger.Merge([Three[0].Part(), lost, Three[2].Part()]);

        Assert.Equal(RunVerdict.Incomplete, run.Verdict.Verdict);
        Assert.Equal(
            "two was lost: it was not heard of for 5 s. It did at least 1,234 batches with 37,000 operations committed, which are not among these figures.",
            run.Verdict.Reasons[0]);
        Assert.Equal((12 * 500, 10 * 500, MachineState.Lost, 1234), (run.Totals.Batches, run.Metrics[^1].Requests, run.Machines[1].State, run.Machines[1].Totals!.Batches));
        Assert.All(run.Metrics, static row => Assert.Equal(RunVerdict.Incomplete, row.Verdict));
    }

    [Theory]
    [InlineData(StopReason.Canceled)]
    [InlineData(StopReason.StopRequested)]
    public void A_machine_that_was_stopped_where_others_ended_by_plan_is_named(StopReason reason)
    {
        var stopped = Merge([Three[0], Three[1] with { StopReason = reason }, Three[2]]);
        var all = Merge(Three.Select(m => m with { StopReason = reason }));

        Assert.Equal(RunVerdict.Incomplete, stopped.Verdict.Verdict);
        Assert.StartsWith($"two was stopped before its share was done ({reason})", stopped.Verdict.Reasons[0], StringComparison.Ordinal);
        Assert.NotEqual(RunVerdict.Incomplete, all.Verdict.Verdict);
    }

    [Fact]
    public async Task Where_windows_are_cut_no_figure_is_of_some_machines_only()
    {
        using var folder = new TemporaryDirectory();
        var (one, two) = (Three[0] with { HasCommonStart = false }, Three[1] with { HasCommonStart = false, LateSeconds = 3 });
        var mixed = RunMerger.Merge([one.Part() with { ResultPath = await MadeFiles.ResultsAsync(folder.Path, one) }, two.Part()]);
        var intervals = RunMerger.Merge([one.Part(), two.Part()]);

        Assert.Equal(intervals.Metrics[^1].RequestBytes, mixed.Metrics[^1].RequestBytes);
        Assert.Equal(intervals.Metrics[^1].Requests, mixed.Metrics[^1].Requests);
    }

    [Fact]
    public void A_machine_that_failed_is_among_totals_and_intervals_and_not_among_the_figures()
    {
        var run = Merge([Three[0], Three[1] with { StopReason = StopReason.LeaseExpired, Seconds = 1 }, Three[2]]);

        Assert.Equal(RunVerdict.Incomplete, run.Verdict.Verdict);
        Assert.StartsWith("two failed: its run ended with LeaseExpired.", run.Verdict.Reasons[0], StringComparison.Ordinal);
        Assert.Equal((10, 10 * 500, (12 * 500) + (3 * 200)), (run.Metrics[^1].WindowSeconds, run.Metrics[^1].Requests, run.Totals.Batches));
        Assert.Equal((StopReason.LeaseExpired, run.Totals.Batches), (run.StopReason, run.Intervals.Sum(static p => p.Batches)));
    }

    [Fact]
    public void Shares_that_are_missing_or_there_twice_make_the_run_incomplete()
    {
        Assert.Contains("The share 2/3 is missing.", Merge([Three[0], Three[2]]).Verdict.Reasons);
        Assert.Contains("The share 1/3 is there 2 times: one, two.", Merge([Three[0], Three[1] with { Segment = "1/3" }]).Verdict.Reasons);
        Assert.Equal("SharesDiffer", Assert.Throws<BatchPerfException>(() => Merge([Three[0], Three[1] with { Segment = "2/4" }])).ErrorId);
        Assert.Equal("SharesDiffer", Assert.Throws<BatchPerfException>(() => Merge([Three[0], Three[1] with { Segment = null }])).ErrorId);
    }

    [Fact]
    public void Shares_of_different_plans_are_refused_and_whole_plans_add_up_with_a_note()
    {
        var other = Three[1].Plan with { ClientCount = 9 };
        var problem = Assert.Throws<BatchPerfException>(() => Merge([Three[0], Three[1] with { Plan = other }]));
        var whole = Merge([Three[0] with { Segment = null }, Three[1] with { Segment = null, Plan = other }]);

        Assert.Equal("RunsDiffer", problem.ErrorId);
        Assert.Contains("clients 7 and 9", problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(16, whole.Plan.ClientCount);
        Assert.Contains(whole.Verdict.Notes, static n => n.StartsWith("The plans of one and two differ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Different_seeds_are_told_once_where_arrivals_are_of_a_schedule(bool open, int notes)
    {
        var run = Merge(Three.Select((machine, i) => machine with { Seed = i, IsOpen = open }));

        Assert.Equal(notes, run.Verdict.Notes.Count(static n => n.Contains("different seeds", StringComparison.Ordinal)));
        Assert.Equal(open ? run.Totals.Batches : null, run.ScheduledArrivals);
    }

    [Fact]
    public void Several_addresses_of_a_server_are_told_with_who_loaded_them() => Assert.Contains(
        "Several addresses were loaded: http://dms.test/ by one, six; http://other.test/ by two.",
        Merge([Three[0], Three[1] with { Server = new Uri("http://other.test/") }, Three[2]]).Verdict.Notes);

    [Fact]
    public void A_run_that_lasts_or_that_is_given_twice_is_refused()
    {
        Assert.Equal("RunsOverlap", Assert.Throws<BatchPerfException>(() => Merge([Three[0], Three[0]])).ErrorId);
        Assert.Equal("NothingToMerge", Assert.Throws<BatchPerfException>(() => RunMerger.Merge([new MachinePart { Name = "one", State = MachineState.Lost }])).ErrorId);
    }

    [Fact]
    public void Files_of_runs_that_are_parts_are_enough_to_merge_and_others_do_without_times_over_time()
    {
        using var folder = new Reporting.TemporaryDirectory();
        var runs = Three.Select(m => ReadBack(m.Run())).ToList();
        var merged = RunMerger.Merge([.. runs.Select(static (run, i) => MachinePart.Of(Three[i].Name, run))]);
        var old = Three.Select(m => ReadBack((m with { HasCommonStart = false, Segment = null, LateSeconds = 0.3 * m.Name.Length % 1 }).Run())).ToList();
        var plain = RunMerger.Merge([.. old.Select(static (run, i) => MachinePart.Of(Three[i].Name, run))]);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(Merge(Three).ToDocument()), System.Text.Json.JsonSerializer.Serialize(merged.ToDocument()));
        Assert.True(Assert.Single(ThresholdParser.Parse("p95 < 12ms in every 5s").Test(ThresholdSubject.Of(merged))).Passed);
        Assert.Equal(merged.Metrics[^1].P95Ms, plain.Metrics[^1].P95Ms);
        Assert.Equal("ThresholdWindowNotPossible", Assert.Throws<BatchPerfException>(() => ThresholdParser.Parse("p95 < 12ms in every 5s").Test(ThresholdSubject.Of(plain))).ErrorId);

        StoredRun ReadBack(StoredRun run)
        {
            var path = Path.Combine(folder.Path, $"{run.RunId}.run.json");
            RunJson.Write(path, run);
            return StoredRuns.Of(RunJson.Read(path));
        }
    }

    [Theory]
    [InlineData("RunParts1:AAAA")]
    [InlineData("RunParts2:")]
    [InlineData("")]
    public void Parts_of_a_file_that_are_damaged_are_named_with_the_file(string parts)
    {
        using var folder = new Reporting.TemporaryDirectory();
        var path = Path.Combine(folder.Path, "one.run.json");
        RunJson.Write(path, Three[0].Run().ToDocument() with { Parts = parts });

        var problem = Assert.Throws<BatchPerfException>(() => RunJson.Read(path));
        Assert.Equal("RunFileInvalid", problem.ErrorId);
        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
    }

    private static MadeMachine[] Skewed(params double[] clocks) => [.. Three.Zip(clocks, static (machine, seconds) => machine with { ClockSeconds = seconds })];

    private static BatchRun Merge(IEnumerable<MadeMachine> machines) => RunMerger.Merge([.. machines.Select(static m => m.Part())]);

    /// <summary>What one run of all results would have given.</summary>
    private static IReadOnlyList<BatchMetrics> Pooled(IEnumerable<MadeMachine> machines, double seconds)
    {
        var metrics = new MetricsAccumulator(1);
        foreach (var result in machines.SelectMany(static m => m.Results()))
        {
            metrics.Record(result, new MeasuredSpan(2, 2 + seconds));
        }

        return metrics.Snapshot(new MeasuredWindow(MadeMachine.Start.AddSeconds(2), TimeSpan.FromSeconds(seconds)));
    }

    private static void AssertSame(BatchMetrics expected, BatchMetrics row)
    {
        foreach (var metric in MetricTable.All.Where(static m => m.Times != MetricTimes.FirstByte))
        {
            var (a, b) = (metric.Read(expected), metric.Read(row));
            Assert.True(a == b || Math.Abs(a!.Value - b!.Value) <= 0.001 * a.Value, $"{row.Name} {metric.Name}: {a} and {b}");
        }
    }
}
