using System.Text;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Unit.Files;

namespace EdFi.BatchPerf.Unit.Reporting;

/// <summary>Results, run files and statistics that are not as a run wrote them: refused in words, and no sum that cannot be is ever shown.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Tries = 1000;
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("results.csv");

    private string RunPath => _directory.File("results.run.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Of_mutated_results_no_sum_is_shown_that_cannot_be()
    {
        await WriteAsync();
        Mutate(Path, "ResultFileInvalid", () => Assert.All(MetricsFile.Read(Path), static row => Assert.Null(MetricsCheck.Problem(row))));
    }

    [Fact]
    public void Of_a_mutated_run_file_no_sum_is_shown_that_cannot_be()
    {
        RunJson.Write(RunPath, Run());
        var read = 0;
        Mutate(RunPath, "RunFileInvalid", () =>
        {
            var source = ReportSource.Read(RunPath);
            Assert.Null(RunDocumentCheck.Problem(source.Run!));
            if (read++ % 20 == 0) // each file is forced to disk
            {
                ReportPlan.Make(source, _directory.File("report"), [BatchReportFormat.Locust, BatchReportFormat.Operations, BatchReportFormat.Hgrm, BatchReportFormat.HistogramLog, BatchReportFormat.Html], new ReportFindings()).Write(force: true);
            }
        });
    }

    [Fact]
    public void Of_mutated_statistics_of_Locust_none_is_shown_that_cannot_be()
    {
        var stats = _directory.File("stats.csv");
        ReportPlan.Make(ReportSource.Of(Run()), _directory.Path, [BatchReportFormat.Locust], new ReportFindings()).Write(force: true);
        File.Move(_directory.File("batch_volume_stats.csv"), stats);
        Mutate(stats, "LocustFileInvalid", () => Assert.All(LocustStatsReader.Read(stats), static row => Assert.True(row.Failures >= 0 && row.Failures <= row.Requests && double.IsFinite(row.CommittedOperationsPerSecond))));
    }

    [Theory]
    [InlineData(",30,30,0,0,0,0,", ",30,31,0,0,0,0,", "30 operations were sent, and 31 accounted for")]
    [InlineData(",30,30,0,0,0,0,", ",2000000000,2000000000,0,0,0,0,", "OperationCount is 2000000000")]
    [InlineData(",30,30,0,0,0,0,", ",-30,-30,0,0,0,0,", "OperationCount is -30")]
    [InlineData(",30,30,0,0,0,0,", ",30,0,0,0,30,0,", "a success without all of its operations")]
    [InlineData(",20.125,True", ",NaN,True", "ServiceTimeMs is NaN")]
    [InlineData(",20.125,True", ",1E+300,True", "ServiceTimeMs is")]
    [InlineData(",True,200,,", ",False,200,,", "Success is False, and ErrorKind is ''")]
    [InlineData("students-batch-10", "students-\0\0", "is a NUL")]
    [InlineData("POST,0", "POST,0,,", "42 fields where 40 were expected")]
    public async Task Results_that_no_run_can_have_had_are_named_with_their_line(string what, string with, string says)
    {
        await WriteAsync();
        var text = File.ReadAllText(Path);
        var at = text.IndexOf(what, text.IndexOf(what, StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        File.WriteAllText(Path, text.Remove(at, what.Length).Insert(at, with));

        var error = Assert.Throws<BatchPerfException>(() => MetricsFile.Read(Path));

        Assert.Equal("ResultFileInvalid", error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_too_many_does_not_swallow_the_rows_after_it_in_silence()
    {
        await WriteAsync();
        var text = File.ReadAllText(Path);
        File.WriteAllText(Path, text.Replace("students,0,Measured,2025-03-04T05:06:07.0020000", "students,0,\"Measured,2025-03-04T05:06:07.0020000", StringComparison.Ordinal)[..^400] + "\r\n");

        Assert.Equal("ResultFileInvalid", Assert.Throws<BatchPerfException>(() => MetricsFile.Read(Path)).ErrorId);
    }

    [Fact]
    public async Task Text_that_is_not_valid_UTF_8_is_refused()
    {
        await WriteAsync();
        var bytes = File.ReadAllBytes(Path);
        bytes[bytes.AsSpan().IndexOf("students-batch-10"u8)] = 0xFF;
        File.WriteAllBytes(Path, bytes);

        Assert.Contains("Name", Assert.Throws<BatchPerfException>(() => MetricsFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_NUL_in_the_text_of_a_server_does_not_make_the_results_unreadable()
    {
        await using (var sink = ResultCsvSink.Open(Path))
        {
            sink.Write(With("no\0way"));
        }

        Assert.Equal(@"no\u0000way", Assert.Single(new ResultCsvReader(Path).Read()).Error);
    }

    [Fact]
    public async Task What_is_missing_of_results_is_told_with_counts()
    {
        await WriteAsync();
        using (var file = new FileStream(Path, FileMode.Open))
        {
            file.SetLength(file.Length - 10);
        }

        RunJson.Write(RunPath, Run());
        var warnings = new List<string>();

        MetricsFile.Read(Path, warnings.Add);

        Assert.Contains("was cut off and is left out; 20 rows were read", warnings[0], StringComparison.Ordinal);
        Assert.Contains("holds 20 results, and its run had 21", warnings[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"runId\":", "\"runId\":\"x\",\"runId\":", "appears twice")]
    [InlineData("\"runId\": \"", "\"runId\": \"\\ud800", "not valid UTF-8 or UTF-16")]
    [InlineData("\"totals\": {", "\"totals\": null, \"x\": {", "'totals' is null")]
    [InlineData("\"stopReason\": \"Duration\"", "\"stopReason\": 99", "has no value 99")]
    [InlineData("\"batches\": 21", "\"batches\": 22", "batches is 22, and its parts add up to 21")]
    [InlineData("\"operationsCommitted\": 600", "\"operationsCommitted\": 601", "add up to")]
    [InlineData("\"windowSeconds\": 10", "\"windowSeconds\": 1e999", "windowSeconds")]
    [InlineData("HISTFAAA", "HISTFAAB", "a histogram is damaged")]
    public void A_run_file_that_cannot_be_is_refused(string what, string with, string says)
    {
        RunJson.Write(RunPath, Run());
        var text = File.ReadAllText(RunPath);
        var at = text.IndexOf(what, StringComparison.Ordinal);
        File.WriteAllText(RunPath, text.Remove(at, what.Length).Insert(at, with));

        var error = Assert.Throws<BatchPerfException>(() => RunJson.Read(RunPath));

        Assert.Equal("RunFileInvalid", error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_that_unpacks_without_end_is_refused()
    {
        using var packed = new MemoryStream();
        packed.Write([0x1c, 0x84, 0x93, 0x14, 0, 0, 0, 0]);
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(new byte[50_000_000]);
        }

        Assert.Contains("longer than one of any values", Assert.Throws<FormatException>(() => LatencyHistogram.FromBase64(Convert.ToBase64String(packed.ToArray()))).Message, StringComparison.Ordinal);
    }

    private void Mutate(string path, string errorId, Action read)
    {
        var whole = File.ReadAllBytes(path);
        read();
        var random = new Random(20261);
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            var bytes = Mutation.Of(whole, random);
            File.WriteAllBytes(path, bytes);
            try
            {
                read();
            }
            catch (BatchPerfException error)
            {
                refused++;
                Assert.Equal(errorId, error.ErrorId);
            }
            catch (Exception escaped) when (escaped is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Try {i}: {escaped}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }

        Assert.True(refused > Tries / 10, $"{refused} refused");
    }

    private async Task WriteAsync()
    {
        await using var sink = ResultCsvSink.Open(Path, force: true);
        foreach (var result in Results())
        {
            sink.Write(result);
        }
    }

    private static IEnumerable<BatchResult> Results() => Enumerable.Range(1, 20).Select(static i => ResultSamples.Success(i)).Append(ResultSamples.Failure());

    private static BatchResult With(string error) => new()
    {
        RunId = "0000000000abc", Scenario = "Any", Name = "students-batch-10", Resource = "students", ScheduledAt = ResultSamples.Start, StartedAt = ResultSamples.Start,
        ErrorKind = ErrorKind.Conflict, Error = error, OperationCount = 1, OperationsUnknown = 1,
    };

    private static RunDocument Run()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        foreach (var result in Results())
        {
            metrics.Record(result);
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
            Verdict = new VerdictReport { Verdict = RunVerdict.TooShort, Reasons = ["15 s"] },
            Totals = metrics.Totals,
            Metrics = metrics.Snapshot(new MeasuredWindow(start.AddSeconds(5), TimeSpan.FromSeconds(10)), RunVerdict.TooShort),
            Ledger = metrics.LedgerRows(),
            Errors = [new DistinctError { Kind = ErrorKind.Conflict, Name = "sections-batch-1", Message = "Unresolved", Occurrences = 1, FirstSeen = start, LastSeen = start }],
            Intervals = [new IntervalPoint { WidthSeconds = 1, Clients = 1, Batches = 21, Failures = 1, FailuresConflict = 1, OperationsCommitted = 600, P50Ms = 20 }],
        };
    }
}
