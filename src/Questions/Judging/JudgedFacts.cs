namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Facts that a run is judged by, besides limits and a baseline.</summary>
/// <param name="TestType">Form in which it sent triples: batches or single requests.</param>
/// <param name="Totals">Counts of its requests by outcome, in all phases.</param>
/// <param name="Verdict">Verdict: whether the figures describe the server.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="FailDeliberately">True where one batch in ten was made to fail.</param>
internal sealed record JudgedFacts(TestType TestType, RunTotals Totals, RunVerdict Verdict, StopReason StopReason, bool FailDeliberately)
{
    /// <summary>Time from the run's start to its end; null where that is not known.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Those of a run in memory.</summary>
    public static JudgedFacts Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.TestType, run.Totals, run.Verdict.Verdict, run.StopReason, run.Plan.FailDeliberately) { Length = run.Elapsed };
    }

    /// <summary>Those of a stored run.</summary>
    public static JudgedFacts Of(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.TestType, run.Totals, run.Verdict.Verdict, run.StopReason, run.Plan.FailDeliberately)
        {
            Length = run.EndedAt - run.StartedAt, // both by the monotonic clock
        };
    }
}
