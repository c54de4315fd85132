using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Unit.Comparison;
using EdFi.BatchPerf.Unit.Metrics;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Merging;

public class MetricsMergerTests
{
    private readonly MetricsAccumulator _pooled = new(1);
    private readonly MetricsMerger _merger = new();

    [Fact]
    public void Merged_runs_are_what_one_run_would_have_given()
    {
        Add("run0000000001", from: 0, factor: 1);
        Add("run0000000002", from: 20, factor: 7);
        var (expected, merged) = (_pooled.Snapshot(), _merger.Merge());

        Assert.Equal(expected.Select(static r => r.Name), merged.Select(static r => r.Name));
        for (var i = 0; i < expected.Count; i++)
        {
            var (a, b) = (expected[i], merged[i]);
            Assert.Equal(
                (a.Requests, a.Failures, a.FailuresConflict, a.OperationsSent, a.OperationsCommitted, a.OperationsRolledBack, a.RequestBytes, a.ResponseBytes),
                (b.Requests, b.Failures, b.FailuresConflict, b.OperationsSent, b.OperationsCommitted, b.OperationsRolledBack, b.RequestBytes, b.ResponseBytes));
            Assert.Equal((a.P50Ms, a.P95Ms, a.P99Ms, a.P9999Ms, a.MinMs, a.MaxMs, a.ServiceP99Ms), (b.P50Ms, b.P95Ms, b.P99Ms, b.P9999Ms, b.MinMs, b.MaxMs, b.ServiceP99Ms));
            Assert.Equal(a.MeanMs!.Value, b.MeanMs!.Value, 6);
            Assert.Equal(a.TripleMeanMs!.Value, b.TripleMeanMs!.Value, 6);
            Assert.Equal(1, b.StdDevMs!.Value / a.StdDevMs!.Value, 3);
            Assert.Equal(a.WindowSeconds, b.WindowSeconds, 4);
            Assert.Equal(a.RequestsPerSecond, b.RequestsPerSecond, 3);
            Assert.Equal(a.CommittedOperationsPerSecond, b.CommittedOperationsPerSecond, 2);
            Assert.Equal(a.FailureRate, b.FailureRate, 9);
        }
    }

    [Fact]
    public void Machines_that_loaded_at_the_same_time_add_up_to_their_rates_together()
    {
        Add("run0000000001", from: 0, factor: 1);
        var alone = Rows("run0000000001", 0, 1)[^1];
        Add("run0000000002", from: 0, factor: 1);

        Assert.Equal(2 * alone.CommittedOperationsPerSecond, _merger.Merge()[^1].CommittedOperationsPerSecond, 3);
    }

    [Fact]
    public void Starts_that_lie_a_second_apart_cost_no_rate()
    {
        Add("run0000000001", from: 0, factor: 1);
        var alone = Rows("run0000000001", 0, 1)[^1];
        Add("run0000000002", from: 1.2, factor: 1);

        Assert.Equal(2 * alone.CommittedOperationsPerSecond, _merger.Merge()[^1].CommittedOperationsPerSecond, 3);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-30)]
    public void A_clock_that_is_wrong_changes_nothing_where_runs_had_a_common_start(double seconds)
    {
        var (one, two) = (new MadeMachine("one").Run(), new MadeMachine("two") { ClockSeconds = seconds }.Run());
        _merger.Add(one);
        _merger.Add(two.ToDocument());

        Assert.Equal(one.Metrics[^1].RequestsPerSecond + two.Metrics[^1].RequestsPerSecond, _merger.Merge()[^1].RequestsPerSecond, 6);
    }

    [Fact]
    public void Windows_that_barely_overlap_are_warned_of()
    {
        Add("run0000000001", from: 0, factor: 1);
        Add("run0000000002", from: 7, factor: 1);
        var warnings = new List<string>();
        _merger.Merge(warnings.Add);

        Assert.StartsWith("The windows of runs run0000000001 and run0000000002 overlap for 3.0 s, which is less than half", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_given_twice_is_refused_by_name()
    {
        _merger.Add(Rows("run0000000001", 0, 1), "monday.run.json");
        var problem = Assert.Throws<BatchPerfException>(() => _merger.Add(Rows("run0000000001", 0, 1), "copy.run.json"));

        Assert.Equal("RunsOverlap", problem.ErrorId);
        Assert.Contains("run0000000001", problem.Message, StringComparison.Ordinal);
        Assert.Contains("monday.run.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_cannot_be_merged_are_refused()
    {
        Assert.Equal("HistogramMissing", Assert.Throws<BatchPerfException>(() => _merger.Add(MadeRuns.Document("a").Metrics.Select(static m => new BatchMetrics { Name = m.Name, RunId = "a", Requests = 5 }).ToList(), "x")).ErrorId);
        Assert.Equal("RunNotKnown", Assert.Throws<BatchPerfException>(() => _merger.Add(MadeRuns.Document("a").Metrics, "x")).ErrorId);
        Assert.Equal("NothingToMerge", Assert.Throws<BatchPerfException>(() => _merger.Merge()).ErrorId);
    }

    [Fact]
    public async Task Results_files_of_several_runs_and_runs_files_merge_together()
    {
        using var directory = new TemporaryDirectory();
        var csv = Path.Combine(directory.Path, "results.csv");
        await using (var sink = ResultCsvSink.Open(csv))
        {
            foreach (var run in (string[])["run0000000001", "run0000000002"])
            {
                foreach (var result in Results(run, 0, 1))
                {
                    sink.Write(result);
                }
            }
        }

        var json = Path.Combine(directory.Path, "third.run.json");
        RunJson.Write(json, MadeRuns.Document("run0000000003") with { Metrics = Rows("run0000000003", 0, 1) });
        _merger.AddFile(csv);
        _merger.AddFile(json);

        Assert.Equal(3 * 200, _merger.Merge()[^1].Requests);
        Assert.Equal("RunsOverlap", Assert.Throws<BatchPerfException>(() => _merger.AddFile(csv)).ErrorId);
    }

    [Theory]
    [InlineData(0, true)] // seconds after which the run went on in another part, and whether the window of the run file counts
    [InlineData(60, false)]
    public async Task A_results_file_comes_to_the_same_in_every_reader_also_where_it_holds_another_part(int laterSeconds, bool told)
    {
        using var directory = new TemporaryDirectory();
        var machine = new MadeMachine("one") { HasCommonStart = false };
        var csv = await MadeFiles.ResultsAsync(directory.Path, laterSeconds == 0 ? [machine] : [machine, machine with { LateSeconds = laterSeconds }]);
        RunJson.Write(RunJson.PathBeside(csv), machine.Run().ToDocument());
        _merger.AddFile(csv);

        var (read, merged) = (ResultFile.Read(csv, warn: null, default).Rows[^1], _merger.Merge()[^1]);

        Assert.Equal(read.Verdict, merged.Verdict);
        Assert.Equal(read.WindowSeconds, merged.WindowSeconds, 3);
        Assert.Equal(read.RequestsPerSecond, merged.RequestsPerSecond, 2);
        Assert.Equal(told, Math.Abs(merged.WindowSeconds - 10) < 0.01);
    }

    private void Add(string run, double from, double factor)
    {
        foreach (var result in Results(run, from, factor))
        {
            _pooled.Record(result);
        }

        _merger.Add(Rows(run, from, factor), run);
    }

    private static IReadOnlyList<BatchMetrics> Rows(string run, double from, double factor)
    {
        var metrics = new MetricsAccumulator(1);
        foreach (var result in Results(run, from, factor))
        {
            metrics.Record(result);
        }

        return metrics.Snapshot();
    }

    private static IEnumerable<BatchResult> Results(string run, double from, double factor) => Enumerable.Range(0, 200).Select(i =>
        Samples.Committed(ms: factor * (3 + (i * 7919 % 400 / 10.0)), atSeconds: from + (i / 20.0), name: i % 3 == 0 ? "sections-batch-10" : "students-batch-10", runId: run));
}
