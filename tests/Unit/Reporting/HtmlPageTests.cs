using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed partial class HtmlPageTests
{
    private const string Evil = "</script><img src=x onerror=alert(1)> {{script}} <!-- & \u2028";

    [Fact]
    public void The_run_lies_in_it_as_the_summary_has_it()
    {
        using var summary = new MemoryStream();
        RunJson.Write(summary, Run());

        Assert.Contains($"id=\"run-data\">{Encoding.UTF8.GetString(summary.ToArray())}</script>", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_parts_come_in_the_order_of_the_summary_and_the_console()
    {
        var places = new Dictionary<AnswerPart, string>
        {
            [AnswerPart.Failures] = "alarm", [AnswerPart.Judgement] = "answer-line", [AnswerPart.Limits] = "limits",
            [AnswerPart.Baseline] = "baseline", [AnswerPart.Figures] = "figures", [AnswerPart.Verdict] = "verdict",
        };

        Ordered.AssertIn(PageParts.Embedded.Template, [.. Enum.GetValues<AnswerPart>().Select(part => $" id=\"{places[part]}\"")]);
    }

    [Fact]
    public void Texts_of_a_server_cannot_leave_the_element_that_they_lie_in()
    {
        var page = Page();

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(6, Regex.Count(page, "</script>", RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.Contains("Batch load test &lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_policy_lets_its_own_parts_run_and_no_others()
    {
        var page = Page();

        var policy = Policy().Match(page).Groups["text"].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var parts = Elements().Matches(page);
        Assert.Equal(4, parts.Count);
        Assert.All(parts, part => Assert.Contains(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Groups["text"].Value))), policy, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_a_live_page_may_talk_to_its_server()
    {
        Assert.DoesNotContain("connect-src", HtmlPage.Policy(PageParts.Embedded, live: false), StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", HtmlPage.Policy(PageParts.Embedded, live: true), StringComparison.Ordinal);
    }

    [Fact]
    public void It_refers_to_nothing_outside_of_itself()
    {
        Assert.DoesNotMatch("""(src|href)\s*=\s*["'](?!data:)|@import|url\(""", Page());
    }

    [Fact]
    public void It_has_the_chart_library_and_its_licence()
    {
        var page = Page();

        Assert.Contains("uPlot=function", page, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_embedded_chart_library_is_the_published_one()
    {
        var sums = Encoding.UTF8.GetString(Resource("SHA256SUMS")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, sums.Length);
        Assert.All(sums, static line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(Resource(line[66..])))));
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("uplot/" + name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Page()
    {
        using var stream = new MemoryStream();
        HtmlPage.Write(stream, Run(), Findings(), PageParts.Embedded, live: false);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ReportFindings Findings() => new()
    {
        Limits = [new BatchThresholdResult { Threshold = "p95 < 1s", Metric = "p95", Name = Evil, Limit = 1000.0, Message = Evil }],
        LimitProblem = new BatchPerfException(Evil, ProblemKind.InvalidInput, Evil, Evil),
        Baseline = new BaselineFindings { Baseline = Run(), Warnings = [Evil], Problem = new BatchPerfException(Evil, ProblemKind.InvalidInput, Evil, Evil) },
    };

    private static RunDocument Run() => new()
    {
        RunId = Evil,
        Fault = Evil,
        Server = new Uri("https://dms.example.org/"),
        Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = [Evil] },
        Verdict = new VerdictReport { Verdict = RunVerdict.TooShort },
        Totals = new RunTotals(),
    };

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<text>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Policy();

    [GeneratedRegex("<(?:script|style)>(?<text>.*?)</(?:script|style)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Elements();
}
