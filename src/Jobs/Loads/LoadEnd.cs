using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>A run that has ended, with its tests, judgement and files.</summary>
/// <param name="Run">The run, ended.</param>
internal sealed record LoadEnd(BatchRun Run)
{
    /// <summary>The problem that ended the run early; null where it ended as planned or was stopped.</summary>
    public BatchPerfException? Problem { get; init; }

    /// <summary>One for each threshold; empty where <see cref="ThresholdProblem"/> says why.</summary>
    public IReadOnlyList<BatchThresholdResult> Tested { get; init; } = [];

    /// <summary>Why thresholds could not be tested; null where they could.</summary>
    public BatchPerfException? ThresholdProblem { get; init; }

    /// <summary>The run against a stored one; null where none was named.</summary>
    public BaselineFindings? Baseline { get; init; }

    /// <summary>Good or bad, held against limits and baseline.</summary>
    public RunJudgement Judgement => RunJudgement.Of(JudgedFacts.Of(Run), Tested, ThresholdProblem, Baseline);

    /// <summary>Outputs that failed, each by name; all others are complete.</summary>
    public IReadOnlyList<BatchPerfException> Failed { get; init; } = [];

    /// <summary>
    /// True where every host ends with an error: for a problem, a limit that is not kept or could not be tested, or an output that failed.
    /// </summary>
    public bool IsError =>
        Problem is not null || ThresholdProblem is not null || Failed.Count > 0 || Tested.Any(static result => !result.Passed);

    /// <summary>Full paths of the files that are there.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
