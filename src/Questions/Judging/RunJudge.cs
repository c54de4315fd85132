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

    /// <summary>True where more batches failed than are tolerated without a limit; those made to fail on purpose do not count.</summary>
    private bool HasMany => (run.FailDeliberately ? _failed - DeliberateFailures : _failed) >= RunJudgement.ManyFailures;

    /// <summary>Reason why failures are not tolerated: a limit that could not be tested may be one on failures.</summary>
    private string Unlimited => limitProblem is null ? "no limit on failures was given" : Lowered(NotTested);

    private string Against => baseline is null ? "" : $" Against the baseline: {baseline.Word.ToLowerInvariant()}.";

    private string Limits => _broken > 0 ? $" {LimitWords.NotKept(_broken, limits.Count)}."
        : AllKept ? $" {LimitWords.Kept(limits.Count)}."
        : "";

    private StopWords Stop => StopWords.All[run.StopReason];

    /// <summary>That the run was cut short, as a sentence after others; empty where it was not.</summary>
    private string Early => run.EarlyEnd is { } end ? $" It {end}." : "";

    /// <summary>"The limits could not be tested", of all that could not; without a full stop.</summary>
    private string NotTested => limitProblem is null
        ? LimitWords.Untested(_untested, limits.Count)
        : (limits.Count > 0 ? "A limit" : "The limits") + " could not be tested";

    /// <summary>The judgement: what fails first decides.</summary>
    public RunJudgement Judgement() => run.Totals.Batches == 0
        ? OfNothing()
        : OfFailures() ?? OfLimits() ?? OfBaseline() ?? Open();

    /// <summary>The judgement of a run without an answer: limits and baseline stay unproven.</summary>
    private RunJudgement OfNothing()
    {
        var none = $"No {run.TestType.One()} has ended";
        var isHeld = limits.Count > 0 || limitProblem is not null || baseline is not null;
        return Stop.IsProblem ? Bad($"{Stop.Sentence} {none}.{Limits}{Against}")
            : _broken > 0 ? Bad($"{none}.{Limits}{Against}")
            : new(isHeld ? JudgementTone.Doubt : JudgementTone.Open, "No answer", $"{none}, so there is nothing to judge.{Early}");
    }

    private RunJudgement? OfFailures()
    {
        var stop = Stop;
        return _failed > MostFailures ? Bad($"{Failures}.{Limits}{Against}")
            : HasMany && _unlimited ? Bad($"{Failures}, and {Unlimited}.{Limits}{Against}")
            : stop.IsProblem ? Bad($"{stop.Sentence}{Limits}{Against}")
            : run.Totals.Succeeded == 0 ? Bad($"{run.TestType.NoneSucceeded(run.Totals.Batches)}.{Limits}{Against}")
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
            return new(JudgementTone.Doubt, "Not known", $"{NotTested}.{Against}{Early}");
        }

        return AllKept ? OfKeptLimits() : null;
    }

    private RunJudgement OfKeptLimits()
    {
        var doubts = Doubts(run.Totals.Failed > 0 && _unlimited);
        var sentence = $"{LimitWords.Kept(limits.Count)}.{doubts}{Against}";
        return Verdict.Tone == JudgementTone.Bad ? new(JudgementTone.Doubt, "Not known", sentence)
            : doubts.Length > 0 ? new(JudgementTone.Doubt, "Good, with a doubt", sentence)
            : new(JudgementTone.Good, "Good", sentence);
    }

    /// <summary>Failures are among the compared figures, and so need no limit here.</summary>
    private RunJudgement? OfBaseline()
    {
        if (baseline?.Verdict is not (ComparisonVerdict.Better or ComparisonVerdict.Same))
        {
            return null;
        }

        var doubts = Doubts(failures: false);
        return new(
            doubts.Length == 0 ? JudgementTone.Good : JudgementTone.Doubt,
            baseline.Verdict == ComparisonVerdict.Same ? "As good as the baseline" : "Better than the baseline",
            $"No limits were given.{doubts}");
    }

    private RunJudgement Open() => new(
        JudgementTone.Open,
        "Not judged",
        (baseline is null ? "Neither limits nor a baseline were given." : $"No limits were given.{Against}") + Early);

    private VerdictWords Verdict => VerdictWords.All[run.Verdict];

    /// <summary>
    /// Returns the doubts that keep a run from being good without making it bad, a sentence each: failures, an end before its time, the
    /// verdict; empty for none.
    /// </summary>
    private string Doubts(bool failures)
    {
        string?[] doubts =
        [
            failures ? $"{Lowered(Failures)}, and no limit on failures was given." : null,
            run.EarlyEnd is { } end ? $"it {end}." : null,
            Verdict.Tone == JudgementTone.Good ? null : $"the verdict is {VerdictWords.NameOf(run.Verdict)}: {Lowered(Verdict.Meaning)}",
        ];
        return string.Concat(doubts.OfType<string>().Select(static (doubt, index) => $" {(index == 0 ? "But" : "And")} {doubt}"));
    }

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private RunJudgement Bad(string sentence) => new(JudgementTone.Bad, "Bad", sentence + Early);
}
