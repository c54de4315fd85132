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
