namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Facts that a run is judged by, besides limits and a baseline.</summary>
/// <param name="TestType">Form in which it sent triples: batches or single requests.</param>
/// <param name="Totals">Counts of its requests by outcome, in all phases.</param>
/// <param name="Verdict">Verdict: whether the figures describe the server.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="FailDeliberately">True where one batch in ten was made to fail.</param>
internal sealed record JudgedFacts(TestType TestType, RunTotals Totals, RunVerdict Verdict, StopReason StopReason, bool FailDeliberately)
{
    /// <summary>What asked it to stop; null where nothing did, or where that is not known.</summary>
    public StopSource? StoppedBy { get; init; }

    /// <summary>Time from the run's start to its end; null where that is not known.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>
    /// "ended early, after 12s: its stop file was created", to be said of the run; null where it ended as planned, or by a problem.
    /// </summary>
    public string? EarlyEnd => StopWords.Of(StopReason, StoppedBy).Cut is { } cut ? $"ended early{After}: {cut}" : null;

    /// <summary>"Run … ended early, after 12s: its stop file was created.", a warning beside its figures; null as above.</summary>
    /// <param name="runId">The run's id.</param>
    public string? EarlyEndOf(string runId) => EarlyEnd is { } end ? $"Run {runId} {end}." : null;

    private string After => Length is { Ticks: > 0 } length ? $", after {Rounded(length)}" : "";

    /// <summary>Those of a run in memory.</summary>
    public static JudgedFacts Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.TestType, run.Totals, run.Verdict.Verdict, run.StopReason, run.Plan.FailDeliberately)
        {
            StoppedBy = run.StoppedBy,
            Length = run.Elapsed,
        };
    }

    /// <summary>Those of a stored run.</summary>
    public static JudgedFacts Of(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.TestType, run.Totals, run.Verdict.Verdict, run.StopReason, run.Plan.FailDeliberately)
        {
            StoppedBy = run.StoppedBy,
            Length = run.EndedAt - run.StartedAt, // both by the monotonic clock
        };
    }

    /// <summary>A length of time to the second, unless it is shorter than one.</summary>
    private static string Rounded(TimeSpan length) =>
        DurationText.Format(length.TotalSeconds < 1 ? length : TimeSpan.FromSeconds(Math.Floor(length.TotalSeconds)));
}
