using System.Diagnostics;
using System.Globalization;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>The wall clock is moved in the middle of a run: set by hand, by time synchronisation, or because the machine slept.</summary>
public sealed class ClockStepTests : IDisposable
{
    private const int Batches = 40;
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<double> Steps => [-3600, -4, 3600];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Rates_ends_and_intervals_do_not_follow_it(double seconds)
    {
        var began = Stopwatch.GetTimestamp();
        var (run, results) = await RunAsync(seconds);

        Assert.InRange(run.Elapsed, TimeSpan.FromTicks(1), Stopwatch.GetElapsedTime(began));
        Near(run.Elapsed.TotalSeconds, (run.EndedAt!.Value - run.StartedAt).TotalSeconds);
        Assert.All(results, r => Assert.InRange(r.StartedAt, run.StartedAt, run.EndedAt!.Value));
        var all = run.Metrics[^1];
        Assert.InRange(all.WindowSeconds, 0.000_001, run.Elapsed.TotalSeconds + 0.001);
        Near(Batches, all.RequestsPerSecond * all.WindowSeconds);
        Near(all.WindowSeconds, (run.MeasuredTo!.Value - run.MeasuredFrom!.Value).TotalSeconds);
        Near(run.Intervals[^1].StartSeconds + run.Intervals[^1].WidthSeconds, run.Intervals.Sum(static i => i.WidthSeconds));
        Assert.Equal(Batches, run.Intervals.Sum(static i => i.Batches));

        var accumulator = new MetricsAccumulator();
        foreach (var result in results)
        {
            accumulator.Record(result);
        }

        var again = accumulator.Snapshot()[^1];
        Near(Batches, again.RequestsPerSecond * again.WindowSeconds);
        Near(all.WindowSeconds, again.WindowSeconds, within: 0.5);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task It_is_noticed_and_noted_in_run_verdict_and_file(double seconds)
    {
        var (run, _) = await RunAsync(seconds);
        var path = _directory.File("r.run.json");
        RunJson.Write(path, run.ToDocument());

        var step = Assert.Single(run.ClockSteps);
        Near(seconds, step.Seconds, within: 0.1);
        Assert.InRange(step.AtSeconds, 0, run.Elapsed.TotalSeconds);
        Assert.Contains(run.Verdict.Notes, static n => n.StartsWith("The wall clock was moved while the run lasted", StringComparison.Ordinal));
        Assert.Equal(run.ClockSteps, RunJson.Read(path).ClockSteps);
        Assert.Contains(EdFi.BatchPerf.Jobs.Runs.RunEnd.Warnings(run), static w => w.Contains("wall clock", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Locust_files_and_the_journal_do_not_follow_it(double seconds)
    {
        var journal = _directory.File("r.journal");
        using var report = LocustReport.Open(_directory.Path, "x");
        BatchRun run;
        using (var open = RunJournal.Create(journal, Journals.Journals.Header(), force: false))
        {
            (run, _) = await RunAsync(seconds, new RunOptions { Observers = [report], Journal = open });
        }

        var stats = File.ReadAllLines(report.Paths[0])[^1].Split(',');
        var rate = double.Parse(stats[9], CultureInfo.InvariantCulture);
        Near(Batches / run.Elapsed.TotalSeconds, rate, within: 0.01 * rate);
        Near(run.Elapsed.TotalSeconds, ReportSource.Of(run).Elapsed.TotalSeconds);
        Assert.All(
            File.ReadAllLines(report.Paths[1]).Skip(1),
            line => Assert.InRange(
                long.Parse(line.Split(',')[0], CultureInfo.InvariantCulture),
                run.StartedAt.ToUnixTimeSeconds(),
                run.EndedAt!.Value.ToUnixTimeSeconds()));
        Assert.InRange(JournalContent.Read(journal).Elapsed, TimeSpan.Zero, run.Elapsed);
    }

    [Fact]
    public void Steps_add_up_and_what_is_within_the_uncertainty_of_two_clocks_is_none()
    {
        var time = new SteppedTime();
        var watch = new ClockWatch(new RunClock(time));

        Assert.Null(watch.Look());
        time.Step(TimeSpan.FromMilliseconds(300));
        Assert.Null(watch.Look());
        time.Step(TimeSpan.FromMilliseconds(300)); // slowly is a step, too, once it amounts to one
        Near(0.6, watch.Look()!.Seconds, within: 0.05);
        time.Step(TimeSpan.FromHours(-1));
        Near(-3600, watch.Look()!.Seconds, within: 0.05);
        Assert.Null(watch.Look());
    }

    [Fact]
    public void Clocks_that_drift_apart_by_fifty_millionths_for_a_day_make_no_step()
    {
        var time = new SteppedTime();
        var watch = new ClockWatch(new RunClock(time));
        Assert.All(Enumerable.Range(0, 86_400), _ =>
        {
            time.Step(TimeSpan.FromMicroseconds(50));
            Assert.Null(watch.Look());
        });
    }

    private static void Near(double expected, double actual, double within = 0.01) => Assert.InRange(actual, expected - within, expected + within);

    private static async Task<(BatchRun Run, IReadOnlyList<BatchResult> Results)> RunAsync(double seconds, RunOptions? options = null)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var time = new SteppedTime();
        var scenario = new FakeScenario
        {
            Writing = key =>
            {
                if (key is { Client: 0, Sequence: 5 })
                {
                    time.Step(TimeSpan.FromSeconds(seconds));
                }
            },
        };
        var plan = Plans.Counted(Batches) with { Scenarios = [new ScenarioShare(scenario)], ThinkTime = TimeSpan.FromMilliseconds(1) };
        var load = Load.Start(connection, plan, (options ?? new RunOptions()) with { Time = time });
        var results = await Load.FinishAsync(load);
        return (load.Run, results);
    }
}
