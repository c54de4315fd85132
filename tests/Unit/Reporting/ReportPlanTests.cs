using System.Xml.Linq;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class ReportPlanTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_stored_run_gives_all_files_but_the_history()
    {
        var plan = Plan(ReportSource.Of(Run()), Enum.GetValues<BatchReportFormat>());
        plan.Write(force: false);

        Assert.Equal(
            ["batch_volume_stats.csv", "batch_volume_failures.csv", "batch_volume_exceptions.csv", "operations.csv", "summary.json", "response_times.hgrm", "service_times.hgrm", "response_times.hlog", "thresholds.xml", "summary.md", "report.html"],
            plan.Paths.Select(Path.GetFileName));
        Assert.All(plan.Paths, path => Assert.True(new FileInfo(path).Length > 0, path));
        Assert.Contains(plan.Notes, n => n.StartsWith("batch_volume_stats_history.csv is not written", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stats_of_a_stored_run_are_those_of_its_histograms()
    {
        Plan(ReportSource.Of(Run()), BatchReportFormat.Locust).Write(force: false);

        var lines = File.ReadAllLines(At("batch_volume_stats.csv"));
        Assert.StartsWith("POST,students-batch-10,3,1,10.007,15.006,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(",Aggregated,3,1,10.007,15.006,", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_are_written_by_name_and_position()
    {
        Plan(ReportSource.Of(Run()), BatchReportFormat.Operations).Write(force: false);

        Assert.Equal(
            [
                "Name,Position,Op,Resource,Sent,Committed,RolledBack,Failed,NotAttempted,Unknown,FailureP50Ms,FailureP95Ms,FailureMaxMs",
                "students-batch-10,0,Create,students,3,2,1,0,0,0,30,30,30",
            ],
            File.ReadAllLines(At("operations.csv")));
    }

    [Fact]
    public void The_summary_is_the_run_s_file()
    {
        Plan(ReportSource.Of(Run()), BatchReportFormat.Summary).Write(force: false);

        Assert.Equal("0000000000abc", RunJson.Read(At("summary.json")).RunId);
    }

    [Fact]
    public void Histograms_hold_every_batch_that_succeeded()
    {
        Plan(ReportSource.Of(Run()), BatchReportFormat.Hgrm, BatchReportFormat.HistogramLog).Write(force: false);

        Assert.Contains("Total count    =            2]", File.ReadAllText(At("response_times.hgrm")), StringComparison.Ordinal);
        var line = File.ReadAllLines(At("response_times.hlog"))[^1];
        Assert.StartsWith("Tag=students-batch-10,5.000,10.000,", line, StringComparison.Ordinal);
        Assert.Equal(2, LatencyHistogram.FromBase64(line.Split(',')[^1]).TotalCount);
    }

    [Fact]
    public void Thresholds_are_test_cases()
    {
        Plan(ReportSource.Of(Run()), BatchReportFormat.JUnit).Write(force: false);

        var suite = XDocument.Load(At("thresholds.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal(["p95 < 1s", "requests > 5 & more \"<\""], suite.Elements("testcase").Select(c => c.Attribute("name")!.Value));
        Assert.Equal("requests is 3", suite.Descendants("failure").Single().Attribute("message")!.Value);
    }

    [Fact]
    public void A_file_that_exists_keeps_all_from_being_written()
    {
        File.WriteAllText(At("summary.json"), "mine");

        Assert.Equal("ReportExists", Assert.Throws<BatchPerfException>(() => Plan(ReportSource.Of(Run()), BatchReportFormat.Operations, BatchReportFormat.Summary).Write(force: false)).ErrorId);
        Assert.Equal(["summary.json"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
        Plan(ReportSource.Of(Run()), BatchReportFormat.Summary).Write(force: true);
        Assert.NotEqual("mine", File.ReadAllText(At("summary.json")));
    }

    [Fact]
    public async Task Results_whose_run_is_not_known_say_what_is_missing()
    {
        await using (var sink = ResultCsvSink.Open(At("results.csv")))
        {
            sink.Write(ResultSamples.Success());
            sink.Write(ResultSamples.Failure());
        }

        var plan = Plan(ReportSource.Read(At("results.csv")), BatchReportFormat.Summary, BatchReportFormat.Locust, BatchReportFormat.Operations, BatchReportFormat.Html);
        plan.Write(force: false);

        Assert.StartsWith("summary.json is not written", plan.Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("report.html is not written", plan.Notes[^1], StringComparison.Ordinal);
        Assert.StartsWith(",Aggregated,2,1,", File.ReadAllLines(At("batch_volume_stats.csv"))[^1], StringComparison.Ordinal);
        Assert.Equal(1 + 30 + 3, File.ReadAllLines(At("operations.csv")).Length);
    }

    [Fact]
    public async Task Results_beside_their_run_know_all_of_it()
    {
        await using (var sink = ResultCsvSink.Open(At("results.csv")))
        {
            sink.Write(ResultSamples.Success());
        }

        RunJson.Write(At("results.run.json"), Run());

        var source = ReportSource.Read(At("results.csv"));
        Assert.Equal(("0000000000abc", RunVerdict.TooShort, true), (source.Run!.RunId, source.Metrics[^1].Verdict, source.CoversWholeRun));
    }

    [Fact]
    public async Task A_run_s_file_beside_the_results_of_another_is_no_help()
    {
        await using (var sink = ResultCsvSink.Open(At("results.csv")))
        {
            sink.Write(ResultSamples.Success());
        }

        RunJson.Write(At("results.run.json"), Run() with { RunId = "another" });

        Assert.Null(ReportSource.Read(At("results.csv")).Run);
        Assert.Equal(RunVerdict.NotKnown, MetricsFile.Read(At("results.csv"))[^1].Verdict);
    }

    private string At(string name) => _directory.File(name);

    private ReportPlan Plan(ReportSource source, params BatchReportFormat[] formats) => ReportPlan.Make(source, _directory.Path, formats, new ReportFindings
    {
        Limits =
        [
            new BatchThresholdResult { Threshold = "p95 < 1s", Metric = "p95", Name = "Aggregated", Limit = 1000.0, Passed = true, Message = "p95 is 20 ms" },
            new BatchThresholdResult { Threshold = "requests > 5 & more \"<\"", Metric = "requests", Name = "Aggregated", Limit = 5.0, Message = "requests is 3" },
        ],
    });

    private static RunDocument Run()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        foreach (var (ms, kind) in new (double, ErrorKind?)[] { (10, null), (20, null), (30, ErrorKind.Conflict) })
        {
            metrics.Record(new BatchResult
            {
                RunId = "0000000000abc", Scenario = "Any", Name = "students-batch-10", Resource = "students", Phase = RunPhase.Measured,
                ResponseTimeMs = ms, ServiceTimeMs = ms, Success = kind is null, ErrorKind = kind, OperationCount = 1,
                OperationsCommitted = kind is null ? 1 : 0, OperationsRolledBack = kind is null ? 0 : 1,
            });
        }

        var start = ResultSamples.Start;
        return new RunDocument
        {
            RunId = "0000000000abc",
            StartedAt = start,
            EndedAt = start.AddSeconds(15),
            MeasuredFrom = start.AddSeconds(5),
            MeasuredTo = start.AddSeconds(15),
            StopReason = StopReason.Duration,
            Server = new Uri("https://dms.example.org/"),
            Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-10"] },
            Verdict = new VerdictReport { Verdict = RunVerdict.TooShort },
            Totals = new RunTotals { Batches = 3, Succeeded = 2, Failed = 1, OperationsSent = 3, OperationsCommitted = 2, OperationsRolledBack = 1 },
            Metrics = metrics.Snapshot(new MeasuredWindow(start.AddSeconds(5), TimeSpan.FromSeconds(10)), RunVerdict.TooShort),
            Ledger = [new OperationLedgerRow { Name = "students-batch-10", Position = 0, Op = OperationKind.Create, Resource = "students", Sent = 3, Committed = 2, RolledBack = 1 }],
        };
    }
}
