using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Page.Markdown;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Unit.Comparison;
using Markdig;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class MarkdownSummaryTests
{
    [Fact]
    public void Limits_come_first_and_then_figures_and_verdict()
    {
        var text = MarkdownSummary.Of(Run(), new ReportFindings { Limits = [Limit(passed: true), Limit(passed: false)] });

        Assert.StartsWith("## Batch load test: ❌ 1 of 2 limits not kept\n", text, StringComparison.Ordinal);
        Assert.Contains("| ❌ | p95 &#60; 1ms | Aggregated&#58; p95 is 20 ms |\n", text, StringComparison.Ordinal);
        Assert.Contains("\nVerdict: **", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_and_the_failed_traces_are_listed_a_few_of_each()
    {
        var trace = new BatchTrace { TraceId = new string('a', 32), Name = "students-batch-10", AtSeconds = 12.34, ResponseTimeMs = 2500, StatusCode = 200, Machine = "two" };
        var text = MarkdownSummary.Of(
            Run() with { Traces = new RunTraces { Share = 0.5, Sampled = 2000, Slowest = [.. Enumerable.Repeat(trace, 20)], Failed = [trace with { StatusCode = 409, ErrorKind = ErrorKind.Conflict }], FailedLeftOut = 3 } },
            new ReportFindings());

        Assert.Contains("\nTraced: 2,000 (50 %), 4 of them failed.\n\n| ", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split($"| slow | students-batch-10 &#40;two&#41; | {new string('a', 32)} | 200 | 12.3 | 2,500.0 |\n").Length - 1);
        Assert.Contains($"| failed | students-batch-10 &#40;two&#41; | {new string('a', 32)} | 409 Conflict | 12.3 | 2,500.0 |\n", text, StringComparison.Ordinal);
    }

    public static TheoryData<ReportFindings, string> Headlines => new()
    {
        { new ReportFindings(), "batches, " },
        { new ReportFindings { Limits = [Limit(passed: true)] }, "✅ the limit is kept" },
        { new ReportFindings { Limits = [Limit(passed: true), Limit(passed: true)] }, "✅ all 2 limits kept" },
        { new ReportFindings { LimitProblem = new BatchPerfException("X", ProblemKind.InvalidInput, "No row.", "Name one.") }, "❔ limits could not be tested" },
    };

    [Theory]
    [MemberData(nameof(Headlines))]
    public void The_headline_says_whether_limits_are_kept(ReportFindings findings, string says) =>
        Assert.Contains(says, MarkdownSummary.Of(Run(), findings).Split('\n')[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("a | b")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[link](http://evil.test) @everyone #1 https://evil.test")]
    [InlineData("**bold** `code` _x_ ~~y~~ \\| &lt;")]
    [InlineData("two\nlines\r\n| three |")]
    public void Texts_of_a_server_stay_texts(string hostile)
    {
        var html = Markdig.Markdown.ToHtml("| a | b |\n| --- | --- |\n| " + MarkdownText.Of(hostile) + " | 1 |\n", new MarkdownPipelineBuilder().UseAdvancedExtensions().Build());

        Assert.Equal(2, html.Split("<td").Length - 1);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", MarkdownText.Of(hostile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "::error title=Threshold not kept::Aggregated: failureRate is 50 %25\n")]
    [InlineData("TF_BUILD", "True", "##vso[task.logissue type=error]Aggregated: failureRate is 50 %AZP25\n")]
    [InlineData("GITHUB_ACTIONS", "false", "")]
    [InlineData("OTHER", "true", "")]
    public void Limits_that_are_not_kept_are_errors_of_the_pipeline(string variable, string value, string expected)
    {
        using var output = new StringWriter { NewLine = "\n" };

        PipelineAnnotations.Write(output, name => name == variable ? value : null, [Limit(passed: true), Limit(passed: false) with { Message = "Aggregated: failureRate is 50 %" }]);

        Assert.Equal(expected, output.ToString());
    }

    private static RunDocument Run() => MadeRuns.Document("r");

    private static BatchThresholdResult Limit(bool passed) => new()
    {
        Threshold = passed ? "p95 < 250ms" : "p95 < 1ms", Metric = "p95", Limit = 1.0, Name = "Aggregated", Passed = passed, Message = "Aggregated: p95 is 20 ms",
    };
}
