using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>
/// Judgement on a run, good or bad, in the words that report, summary, console, pipeline and cmdlet use. A run that is not proven good is
/// not called good.
/// </summary>
/// <param name="Tone">Good, bad or neither.</param>
/// <param name="Word">The judgement in a word or a few: Good; Good, with a doubt; Bad; Not known; Not judged.</param>
/// <param name="Sentence">Its reasons: failures first, then limits, baseline and verdict.</param>
internal sealed record RunJudgement(JudgementTone Tone, string Word, string Sentence)
{
    /// <summary>From this share of failures on they come before everything else, and nothing is good unless a limit allows them.</summary>
    public const double ManyFailures = 0.05;

    /// <summary>Judges a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="limits">Results of the limits that could be tested; empty for none.</param>
    /// <param name="limitProblem">Why limits that were given could not be tested; null where they could.</param>
    /// <param name="baseline">The run against a stored one; null for none.</param>
    public static RunJudgement Of(
        JudgedFacts run,
        IReadOnlyList<BatchThresholdResult> limits,
        BatchPerfException? limitProblem,
        BaselineFindings? baseline)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(limits);
        return new RunJudge(run, limits, limitProblem, baseline?.Answer).Judgement();
    }

    /// <summary>The word and the sentence.</summary>
    public override string ToString() => $"{Word}: {Sentence}";
}
