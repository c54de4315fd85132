using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes a run's answer, in the parts and the order of <see cref="AnswerPart"/>, each after an empty line.</summary>
internal static class AnswerSummary
{
    /// <summary>Writes all parts that there are.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="width">Columns of the window; null for any number.</param>
    /// <param name="end">The run, with its limits and baseline.</param>
    public static void Write(TextWriter output, int? width, LoadEnd end)
    {
        foreach (var part in Enum.GetValues<AnswerPart>())
        {
            Write(output, width, part, end);
        }
    }

    private static void Write(TextWriter output, int? width, AnswerPart part, LoadEnd end)
    {
        switch (part)
        {
            case AnswerPart.Failures when end.Run.FailureSummary is { } failures:
                Paragraph(output, failures);
                break;
            case AnswerPart.Failures:
                break;
            case AnswerPart.Judgement:
                Paragraph(output, $"{end.Judgement}");
                break;
            case AnswerPart.Limits when end.Tested.Count > 0:
                Paragraph(output, "Limits:");
                WriteLimits(output, end.Tested);
                break;
            case AnswerPart.Limits:
                break;
            case AnswerPart.Baseline when end.Baseline is { } baseline:
                WriteBaseline(output, baseline);
                break;
            case AnswerPart.Baseline:
                break;
            case AnswerPart.Figures:
                output.WriteLine();
                RunSummary.Write(output, width, end.Run);
                ServerSummary.Write(output, width, end.Run);
                break;
            default:
                Paragraph(output, $"Verdict: {end.Run.Verdict.Verdict}");
                WriteReasons(output, end.Run.Verdict);
                break;
        }
    }

    private static void Paragraph(TextWriter output, string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    private static void WriteLimits(TextWriter output, IReadOnlyList<BatchThresholdResult> results)
    {
        foreach (var result in results)
        {
            var state = LimitWords.StateOf(result) switch
            {
                LimitState.Kept => "ok  ",
                LimitState.Broken => "FAIL",
                _ => "?   ",
            };
            output.WriteLine($"  {state} {result.Message}");
        }
    }

    private static void WriteBaseline(TextWriter output, BaselineFindings findings)
    {
        var answer = findings.Answer;
        Paragraph(output, $"Against the baseline, run {findings.Baseline.RunId}: {answer.Word}");
        output.WriteLine($"  {answer.Sentence}");
    }

    private static void WriteReasons(TextWriter output, VerdictReport verdict)
    {
        foreach (var reason in verdict.Reasons.Concat(verdict.Notes))
        {
            output.WriteLine($"  {reason}");
        }
    }
}
