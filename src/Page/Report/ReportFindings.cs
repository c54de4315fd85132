using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>Results of a run's limits and of its comparison with a baseline, both of which may be missing.</summary>
internal sealed record ReportFindings
{
    /// <summary>Result of each limit; empty where none was given.</summary>
    public IReadOnlyList<BatchThresholdResult> Limits { get; init; } = [];

    /// <summary>Why limits that were given could not be tested at all; null where they could.</summary>
    public BatchPerfException? LimitProblem { get; init; }

    /// <summary>The run against a stored one; null where none was named.</summary>
    public BaselineFindings? Baseline { get; init; }

    /// <summary>Judges the run by its facts, these limits and this baseline.</summary>
    /// <param name="run">The run.</param>
    public RunJudgement Judge(RunDocument run) => RunJudgement.Of(JudgedFacts.Of(run), Limits, LimitProblem, Baseline);
}
