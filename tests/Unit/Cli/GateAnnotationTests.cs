using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Unit.Comparison;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>What a pipeline is told of a run, and what the process tells it by its exit code, are one answer.</summary>
public sealed class GateAnnotationTests
{
    private static readonly BatchThresholdResult Kept = Limit("p95 < 250ms", passed: true);
    private static readonly BatchThresholdResult FailuresKept = Limit("failureRate < 80%", passed: true);
    private static readonly BatchThresholdResult Broken = Limit("p95 < 1ms", passed: false);

    /// <summary>What ended, the exit code of the console, and whether a cmdlet writes an error.</summary>
    public static TheoryData<string, object, int, bool> Ends => new()
    {
        { "Bad", End(failed: 0) with { Tested = [Kept, FailuresKept], Baseline = Worse() }, 0, false },
        { "Bad", End(failed: 0) with { Baseline = Worse() }, 0, false },
        { "Bad", End(failed: 600) with { Tested = [Kept, FailuresKept] }, 0, false },
        { "Bad", End(failed: 50), 1, false },
        { "Bad", End(failed: 50) with { Tested = [Kept] }, 1, false },
        { "Bad", End(failed: 0) with { Tested = [Kept, Broken] }, 10, true },
        { "Bad", End(failed: 900, StopReason.FailureRate) with { Problem = Problem("FailureRateExceeded") }, 9, true },
        { "Bad", End(failed: 0) with { Baseline = Worse(), Failed = [Problem("ReportFailed")] }, 7, true },
        { "Not known", End(failed: 0) with { ThresholdProblem = Problem("RequestNameUnknown") }, 2, true },
        { "Good%2C with a doubt", End(failed: 1) with { Tested = [Kept] }, 1, false },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task An_error_is_shown_only_where_the_process_ends_with_one(string word, object given, int code, bool isError)
    {
        var end = (LoadEnd)given;
        var output = new StringWriter { NewLine = "\n" };
        var host = new ConsoleHost
        {
            Out = output, Error = TextWriter.Null, Environment = static name => name == "GITHUB_ACTIONS" ? "true" : null, WorkingDirectory = "/",
        };

        await new ConsoleLoadHost(host, new Log(TextWriter.Null, LogLevel.Info), debug: false).ShowEndAsync(end);

        Assert.Equal((code, isError), ((int)ExitCodes.Of(end), end.IsError));
        Assert.StartsWith($"::{(word == "Bad" && code != 0 ? "error" : "warning")} title={word}::", output.ToString(), StringComparison.Ordinal);
        Assert.True(code != 0 || !output.ToString().Contains("::error", StringComparison.Ordinal));
    }

    private static LoadEnd End(long failed, StopReason reason = StopReason.Duration) => new(StoredRuns.Of(
        MadeRuns.Document("r") with { StopReason = reason, Totals = new RunTotals { Batches = 1000, Failed = failed, Succeeded = 1000 - failed } }));

    private static BaselineFindings Worse() => new()
    {
        Baseline = MadeRuns.Document("b"),
        Rows =
        [
            new BatchComparison
            {
                Name = BatchMetrics.AggregatedName, Metric = "p95", Verdict = ComparisonVerdict.Slower, BaselineLoad = "", CandidateLoad = "", Message = "", DifferencePercent = 1,
            },
        ],
    };

    private static BatchPerfException Problem(string id) => new(id, ProblemKind.InvalidInput, "It is so.", "Do this.");

    private static BatchThresholdResult Limit(string text, bool passed) => new()
    {
        Threshold = text, Metric = text.Split(' ')[0], Limit = 1.0, Actual = 2.0, Name = BatchMetrics.AggregatedName, Passed = passed, Message = text,
    };
}
