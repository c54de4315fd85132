using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Page.Markdown;

/// <summary>
/// Writes a run's summary as a page of Markdown: for the summary of a step in GitHub Actions or Azure DevOps, and for a pull request.
/// </summary>
internal static class MarkdownSummary
{
    private static readonly IReadOnlyList<Metric> Columns = [.. MetricTable.All.Where(static m => m.Column is not null)];

    /// <summary>Writes it.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="run">The run.</param>
    /// <param name="findings">Results of the run's limits and of its comparison with a baseline.</param>
    public static void Write(Stream stream, RunDocument run, ReportFindings findings)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Of(run, findings)));
    }

    /// <summary>The text, which ends with a line end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="findings">Results of the run's limits and of its comparison with a baseline.</param>
    public static string Of(RunDocument run, ReportFindings findings)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(findings);
        var text = new StringBuilder();
        var judgement = findings.Judge(run);
        text.Append("## Batch load test: ").Append(Mark(judgement.Tone)).Append(MarkdownText.Of(judgement.Word)).AppendLine().AppendLine();
        foreach (var part in Enum.GetValues<AnswerPart>())
        {
            Write(text, part, run, findings, judgement);
        }

        MarkdownTraces.Write(text, run.Traces);
        text.AppendLine(MarkdownText.Of(Facts(run)));
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void Write(StringBuilder text, AnswerPart part, RunDocument run, ReportFindings findings, RunJudgement judgement)
    {
        switch (part)
        {
            case AnswerPart.Failures when run.FailureSummary is { } failures:
                text.Append("**").Append(MarkdownText.Of(failures)).AppendLine("**").AppendLine();
                break;
            case AnswerPart.Failures:
                break;
            case AnswerPart.Judgement:
                text.AppendLine(MarkdownText.Of(judgement.Sentence)).AppendLine();
                break;
            case AnswerPart.Limits:
                Limits(text, findings);
                break;
            case AnswerPart.Baseline:
                Baseline(text, findings);
                break;
            case AnswerPart.Figures:
                MarkdownTable.Write(text, ["Name", .. Columns.Select(static m => m.Column!)], run.Metrics.Select(Row), numbersFrom: 1);
                Machines(text, run);
                break;
            default:
                Verdict(text, run.Verdict);
                break;
        }
    }

    private static string Mark(JudgementTone tone) => tone switch
    {
        JudgementTone.Good => "✅ ",
        JudgementTone.Bad => "❌ ",
        JudgementTone.Doubt => "❔ ",
        _ => "",
    };

    private static void Verdict(StringBuilder text, VerdictReport verdict)
    {
        text.Append("Verdict: **").Append(verdict.Verdict).AppendLine("**").AppendLine();
        foreach (var reason in verdict.Reasons)
        {
            text.Append("- ").AppendLine(MarkdownText.Of(reason));
        }

        if (verdict.Reasons.Count > 0)
        {
            text.AppendLine();
        }
    }

    private static void Limits(StringBuilder text, ReportFindings findings)
    {
        if (findings.LimitProblem is { } problem)
        {
            text.AppendLine(MarkdownText.Of($"{problem.Message} {problem.NextStep}".TrimEnd())).AppendLine();
        }

        if (findings.Limits.Count > 0)
        {
            MarkdownTable.Write(
                text,
                ["", "Limit", "Measured"],
                findings.Limits.Select(
                    static l => new[] { Mark(ToneOf(l)).Trim(), MarkdownText.Of(l.Threshold), MarkdownText.Of(l.Message) }));
        }
    }

    private static JudgementTone ToneOf(BatchThresholdResult limit) => LimitWords.StateOf(limit) switch
    {
        LimitState.Kept => JudgementTone.Good,
        LimitState.Broken => JudgementTone.Bad,
        _ => JudgementTone.Doubt,
    };

    private static void Baseline(StringBuilder text, ReportFindings findings)
    {
        if (findings.Baseline is { } baseline)
        {
            var answer = baseline.Answer;
            text.Append("Against the baseline (run ").Append(MarkdownText.Of(baseline.Baseline.RunId)).Append("): **")
                .Append(answer.Word).Append("**. ").AppendLine(MarkdownText.Of(answer.Sentence)).AppendLine();
        }
    }

    private static void Machines(StringBuilder text, RunDocument run)
    {
        if (run.Machines.Count > 0)
        {
            MarkdownTable.Write(
                text,
                ["Machine", "Share", "State", "Batches", "p95 ms"],
                run.Machines.Select(static m => new[]
                {
                    MarkdownText.Of(m.Name),
                    m.Segment ?? "",
                    m.State.ToString(),
                    (m.State == MachineState.Lost ? "≥ " : "") + Number(m.Totals?.Batches, "#,0"),
                    Number(m.P95Ms, "0.00"),
                }),
                numbersFrom: 3);
        }
    }

    private static string Facts(RunDocument run) =>
        $"Run {run.RunId} against {run.Server}, {string.Join(", ", run.Plan.Scenarios)}, {run.Plan.LoadModel.ToLowerInvariant()} loop; "
            + $"{run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC; "
            + Text($"{run.Totals.OperationsCommitted:#,0} of {run.Totals.OperationsSent:#,0} operations committed in the whole run.");

    private static string[] Row(BatchMetrics row) =>
    [
        MarkdownText.Of(row.ShownName),
        .. Columns.Select(metric => (metric.IsLowerBound(row) ? "≥ " : "") + Number(metric.Read(row), FormatOf(metric.Unit))),
    ];

    private static string FormatOf(ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Count => "#,0",
        ThresholdUnit.PerSecond => "#,0.0",
        _ => "0.00",
    };

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
