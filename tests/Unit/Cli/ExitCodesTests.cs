using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Cli;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(StopReason.Duration, 5, 0, 0)]
    [InlineData(StopReason.BatchCount, 5, 0, 0)]
    [InlineData(StopReason.StopRequested, 5, 0, 0)]
    [InlineData(StopReason.Duration, 5, 1, 1)]
    [InlineData(StopReason.Duration, 0, 0, 1)]
    [InlineData(StopReason.FailureRate, 5, 6, 9)]
    [InlineData(StopReason.Canceled, 5, 0, 130)]
    [InlineData(StopReason.LeaseExpired, 5, 0, 130)]
    [InlineData(StopReason.BatchTooLarge, 0, 1, 2)]
    [InlineData(StopReason.ResultFileFailed, 5, 0, 7)]
    [InlineData(StopReason.ExistingDocument, 5, 1, 13)]
    [InlineData(StopReason.Fault, 5, 0, 70)]
    public void A_run_ends_with_the_code_of_its_reason(StopReason reason, long succeeded, long failed, int expected)
    {
        Assert.Equal((ExitCode)expected, ExitCodes.Of(reason, new RunTotals { Succeeded = succeeded, Failed = failed }));
    }

    [Theory]
    [InlineData(ProblemKind.InvalidInput, 2)]
    [InlineData(ProblemKind.Connection, 3)]
    [InlineData(ProblemKind.Authentication, 4)]
    [InlineData(ProblemKind.MissingPrerequisite, 5)]
    [InlineData(ProblemKind.UnexpectedServer, 6)]
    [InlineData(ProblemKind.File, 7)]
    [InlineData(ProblemKind.FileMissing, 7)]
    [InlineData(ProblemKind.FileExists, 7)]
    [InlineData(ProblemKind.FileNotReadable, 7)]
    public void A_problem_ends_with_the_code_of_its_kind(ProblemKind problem, int expected)
    {
        Assert.Equal((ExitCode)expected, ExitCodes.Of(new BatchPerfException("Any", problem, "", "")));
    }

    [Fact]
    public void Every_kind_of_problem_has_a_code() => Assert.All(
        Enum.GetValues<ProblemKind>(),
        static kind => Assert.NotEqual(ExitCode.InternalFault, ExitCodes.Of(new BatchPerfException("Any", kind, "", ""))));

    [Theory]
    [InlineData(0, 0, "p95 < 1s", true, 0)]
    [InlineData(0, 0, "p95 < 1s", false, 10)]
    [InlineData(1, 2, "p95 < 1s", true, 1)]
    [InlineData(1, 2, "failureRate < 50%", true, 0)]
    [InlineData(1, 2, "failures <= 2", true, 0)]
    [InlineData(1, 2, "failuresPerSecond < 5", true, 0)]
    [InlineData(1, 2, "failureRate < 50% in every 10s", true, 0)]
    [InlineData(1, 2, "failureRate > 1%", true, 1)]
    [InlineData(1, 2, "failureRate < 1% for students-*", true, 1)]
    [InlineData(1, 2, "failureP95 < 500ms", true, 1)]
    [InlineData(1, 2, "failureMean < 500ms", true, 1)]
    [InlineData(1, 2, "failuresTimeout < 1", true, 1)]
    [InlineData(1, 2, "failureRate < 50%", false, 10)]
    [InlineData(9, 2, "p95 < 1s", false, 9)]
    [InlineData(130, 0, "p95 < 1s", false, 130)]
    public void Thresholds_decide_on_runs_that_ended_as_planned(int own, long failed, string text, bool passed, int expected)
    {
        var threshold = ThresholdParser.Parse(text);
        var result = new BatchThresholdResult
        {
            Threshold = text,
            Metric = threshold.Metric,
            Name = threshold.Name is null ? BatchMetrics.AggregatedName : "students-batch-10",
            Limit = 1,
            Passed = passed,
            Message = "",
        };

        Assert.Equal((ExitCode)expected, ExitCodes.With((ExitCode)own, new RunTotals { Succeeded = 5, Failed = failed }, [result]));
    }

    [Fact]
    public void Every_code_is_documented_once()
    {
        Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodes.All.Select(c => c.Code));
    }
}
