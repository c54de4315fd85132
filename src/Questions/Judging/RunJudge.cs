using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Makes the judgement on one run.</summary>
/// <param name="run">The run.</param>
/// <param name="limits">Results of the limits that could be tested.</param>
/// <param name="limitProblem">Why limits could not be tested; null where they could.</param>
/// <param name="baseline">The answer of the comparison with a stored run; null for none.</param>
internal sealed class RunJudge(
    JudgedFacts run,
    IReadOnlyList<BatchThresholdResult> limits,
    BatchPerfException? limitProblem,
    BaselineAnswer? baseline)
{
    /// <summary>From this share of failures on no limit makes a run good.</summary>
    private const double MostFailures = 0.5;

    /// <summary>Of a run that fails deliberately.</summary>
    private const double DeliberateFailures = 0.1;

    private readonly int _broken = limits.Count(static limit => LimitWords.StateOf(limit) == LimitState.Broken);
    private readonly int _untested = limits.Count(static limit => LimitWords.StateOf(limit) == LimitState.Untested);
    private readonly double _failed = run.Totals.Batches == 0 ? 0 : (double)run.Totals.Failed / run.Totals.Batches;

    /// <summary>True where no limit says which failures are tolerated.</summary>
    private readonly bool _unlimited = !limits.Any(FailureLimit.Is);

    private bool AllKept => limits.Count > 0 && _broken + _untested == 0 && limitProblem is null;

    private string Failures => FailureWords.Share(run.TestType, run.Totals);

    /// <summary>True where more failed than a run may have without a word, beyond what was made to fail.</summary>
    private bool HasMany => (run.FailDeliberately ? _failed - DeliberateFailures : _failed) >= RunJudgement.ManyFailures;

    private string Against => baseline is null ? "" : $" Against the baseline: {baseline.Word.ToLowerInvariant()}.";

    private string Limits => _broken > 0 ? $" {LimitWords.NotKept(_broken, limits.Count)}."
        : AllKept ? $" {LimitWords.Kept(limits.Count)}."
        : "";

    /// <summary>The judgement: what fails first decides.</summary>
    public RunJudgement Judgement() => run.Totals.Batches == 0
        ? new(JudgementTone.Open, "No answer", $"No {run.TestType.Counted(1)[2..]} has ended, so there is nothing to judge.")
        : OfFailures() ?? OfLimits() ?? OfBaseline() ?? Open();

    private RunJudgement? OfFailures()
    {
        var stop = StopWords.All[run.StopReason];
        return _failed > MostFailures ? Bad($"{Failures}.{Limits}{Against}")
            : HasMany && _unlimited ? Bad($"{Failures}, and no limit on failures was given.{Limits}{Against}")
            : stop.IsProblem ? Bad($"{stop.Sentence}{Limits}{Against}")
            : run.Totals.Succeeded == 0 ? Bad($"None of {run.TestType.Counted(run.Totals.Batches)} succeeded.{Limits}{Against}")
            : null;
    }

    private RunJudgement? OfLimits()
    {
        if (_broken > 0)
        {
            return Bad($"{(HasMany ? $"{Failures}. " : "")}{LimitWords.NotKept(_broken, limits.Count)}.{Against}");
        }

        if (baseline is { Verdict: ComparisonVerdict.Worse })
        {
            return Bad(AllKept
                ? $"{LimitWords.Kept(limits.Count)}, but the run is worse than the baseline."
                : "The run is worse than the baseline.");
        }

        if (limitProblem is not null || _untested > 0)
        {
            var which = limitProblem is null ? $"{_untested} of {limits.Count} limits" : limits.Count > 0 ? "A limit" : "The limits";
            return new(JudgementTone.Doubt, "Not known", $"{which} could not be tested.{Against}");
        }

        return AllKept ? OfKeptLimits() : null;
    }

    private RunJudgement OfKeptLimits()
    {
        var doubts = Doubts(run.Totals.Failed > 0 && _unlimited);
        var sentence = $"{LimitWords.Kept(limits.Count)}.{doubts}{Against}";
        return VerdictTone == JudgementTone.Bad ? new(JudgementTone.Doubt, "Not known", sentence)
            : doubts.Length > 0 ? new(JudgementTone.Doubt, "Good, with a doubt", sentence)
            : new(JudgementTone.Good, "Good", sentence);
    }

    /// <summary>Failures are among the compared figures, and so need no limit here.</summary>
    private RunJudgement? OfBaseline() => baseline?.Verdict is ComparisonVerdict.Better or ComparisonVerdict.Same
        ? new(
            VerdictTone == JudgementTone.Good ? JudgementTone.Good : JudgementTone.Doubt,
            baseline.Verdict == ComparisonVerdict.Same ? "As good as the baseline" : "Better than the baseline",
            $"No limits were given.{Doubts(failures: false)}")
        : null;

    private RunJudgement Open() => new(
        JudgementTone.Open,
        "Not judged",
        baseline is null ? "This cannot be told without limits or a baseline." : $"No limits were given.{Against}");

    private JudgementTone VerdictTone => Verdict.Tone;

    private VerdictWords Verdict => VerdictWords.All[run.Verdict];

    private string Doubts(bool failures)
    {
        var many = failures ? $" But {Lowered(Failures)}, and no limit on failures was given." : "";
        var verdict = VerdictTone == JudgementTone.Good ? ""
            : $" {(failures ? "And" : "But")} the verdict is {VerdictWords.NameOf(run.Verdict)}: {Lowered(Verdict.Meaning)}";
        return many + verdict;
    }

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static RunJudgement Bad(string sentence) => new(JudgementTone.Bad, "Bad", sentence);
}
