using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Page.Markdown;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Judging;
using EdFi.BatchPerf.Unit.Comparison;
using Markdig;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class MarkdownSummaryTests
{
    [Fact]
    public void Failures_come_first_then_judgement_limits_figures_and_verdict()
    {
        var run = Run() with { Totals = new RunTotals { Batches = 10, Failed = 1, Succeeded = 9 }, Errors = [new DistinctError { Name = "n", Message = "Why.", Occurrences = 1 }] };

        var text = MarkdownSummary.Of(run, new ReportFindings { Limits = [Limit(passed: true), Limit(passed: false)] });

        Ordered.AssertIn(
            text,
            "## Batch load test: ❌ Bad\n\n",
            "**1 of 10 batches failed",
            "\n1 of 10 batches failed &#40;10 %&#41;, and no limit on failures was given. 1 of 2 limits is not kept.\n",
            "| ❌ | p95 &#60; 1ms | Aggregated&#58; p95 is 20 ms |\n",
            "| Name |",
            "\nVerdict: **");
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_and_the_failed_traces_are_listed_a_few_of_each()
    {
        var trace = new BatchTrace { TraceId = new string('a', 32), Name = "students-batch-10", AtSeconds = 12.34, ResponseTimeMs = 2500, StatusCode = 200, Machine = "two", SpanId = new string('b', 16) };
        var text = MarkdownSummary.Of(
            Run() with { Traces = new RunTraces { Share = 0.5, Sampled = 2000, Slowest = [.. Enumerable.Repeat(trace, 20)], Failed = [trace with { StatusCode = 409, ErrorKind = ErrorKind.Conflict, CorrelationId = "0HN:7" }], FailedLeftOut = 3 } },
            new ReportFindings());

        Assert.Contains("\nTraced (50 %): 2,000 sent with a trace id, 4 failed.\n\n| ", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split($"| slow | students-batch-10 &#40;two&#41; | {new string('a', 32)} | – | 200 | 12.3 | 2,500.0 |\n").Length - 1);
        Assert.Contains($"| failed | students-batch-10 &#40;two&#41; | {new string('a', 32)} | 0HN&#58;7 | 409 Conflict | 12.3 | 2,500.0 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_to_be_traced_and_was_not_sent_is_told_and_has_no_id_to_look_for()
    {
        var unsent = new BatchTrace { TraceId = new string('a', 32), Name = "students-batch-10", ErrorKind = ErrorKind.Unauthorized };
        string Text(RunTraces? traces) => MarkdownSummary.Of(Run() with { Traces = traces }, new ReportFindings());

        var text = Text(new RunTraces { Share = 1, Failed = [unsent], FailedLeftOut = 2 });

        Assert.Contains("\nTraced (100 %): 0 sent with a trace id, 3 failed.\n\n| ", text, StringComparison.Ordinal);
        Assert.Contains("| failed | students-batch-10 | not sent | – | none Unauthorized |", text, StringComparison.Ordinal);
        Assert.Contains("\nTraced (0.5 %): 0 sent with a trace id, 0 failed.\n\n", Text(new RunTraces { Share = 0.005 }), StringComparison.Ordinal);
        Assert.DoesNotContain("Traced", Text(null), StringComparison.Ordinal);
    }

    public static TheoryData<object, string> Headlines => new()
    {
        { new ReportFindings(), "## Batch load test: Not judged" },
        { new ReportFindings { Limits = [Limit(passed: true)] }, "## Batch load test: ✅ Good" },
        { new ReportFindings { Limits = [Limit(passed: true), Limit(passed: false)] }, "## Batch load test: ❌ Bad" },
        { new ReportFindings { LimitProblem = new BatchPerfException("X", ProblemKind.InvalidInput, "No row.", "Name one.") }, "## Batch load test: ❔ Not known" },
    };

    [Theory]
    [MemberData(nameof(Headlines))]
    public void The_headline_is_the_judgement_on_the_run(object given, string says)
    {
        var findings = (ReportFindings)given;
        var lines = MarkdownSummary.Of(Run(), findings).Split('\n');

        Assert.Equal(says, lines[0]);
        Assert.Equal(MarkdownText.Of(findings.Judge(Run()).Sentence), lines[2]);
    }

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
    [InlineData(
        "GITHUB_ACTIONS", "true",
        "::error title=Bad::1 of 2 limits is not kept.\n::error title=Threshold not kept::Aggregated: failureRate is 50 %25\n",
        "::warning title=Good%2C with a doubt::Too short.\n",
        "::error title=Bad::100 %25 failed.\n")]
    [InlineData(
        "TF_BUILD", "True",
        "##vso[task.logissue type=error]Bad: 1 of 2 limits is not kept.\n##vso[task.logissue type=error]Threshold not kept: Aggregated: failureRate is 50 %AZP25\n",
        "##vso[task.logissue type=warning]Good, with a doubt: Too short.\n",
        "##vso[task.logissue type=error]Bad: 100 %AZP25 failed.\n")]
    [InlineData("GITHUB_ACTIONS", "false", "", "", "")]
    [InlineData("OTHER", "true", "", "", "")]
    public void A_run_that_is_not_good_and_its_limits_that_are_not_kept_are_messages_of_the_pipeline(
        string variable, string value, string broken, string doubtful, string failing)
    {
        Assert.Equal(broken, Written(new(JudgementTone.Bad, "Bad", "1 of 2 limits is not kept."), [Limit(passed: true), Limit(passed: false) with { Message = "Aggregated: failureRate is 50 %" }]));
        Assert.Equal(doubtful, Written(new(JudgementTone.Doubt, "Good, with a doubt", "Too short."), [Limit(passed: true)]));
        Assert.Equal(failing, Written(new(JudgementTone.Bad, "Bad", "100 % failed.")));
        Assert.Equal(failing.Replace("error", "warning", StringComparison.Ordinal), Written(new(JudgementTone.Bad, "Bad", "100 % failed."), isError: false));
        Assert.Empty(Written(new(JudgementTone.Good, "Good", "Kept."), [Limit(passed: true)]) + Written(new(JudgementTone.Open, "Not judged", "No limits.")));

        string Written(RunJudgement judgement, BatchThresholdResult[]? limits = null, bool isError = true)
        {
            var lines = PipelineAnnotations.Of(name => name == variable ? value : null, limits ?? [], judgement, isError);
            return string.Concat(lines.Select(static line => line + "\n"));
        }
    }

    private static RunDocument Run() => MadeRuns.Document("r") with { Totals = new RunTotals { Batches = 10, Succeeded = 10 } };

    private static BatchThresholdResult Limit(bool passed) => new()
    {
        Threshold = passed ? "p95 < 250ms" : "p95 < 1ms", Metric = "p95", Limit = 1.0, Name = "Aggregated", Actual = 20.0, Passed = passed, Message = "Aggregated: p95 is 20 ms",
    };
}
