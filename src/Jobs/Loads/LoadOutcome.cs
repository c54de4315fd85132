namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>What became of a load.</summary>
/// <param name="Ends">Every run that was made, in order; none where the operator did not confirm.</param>
public sealed record LoadOutcome(IReadOnlyList<LoadEnd> Ends)
{
    /// <summary>True where the operator stopped it between two runs, so that some of those asked for were not made.</summary>
    public bool Cut { get; init; }

    /// <summary>
    /// What kept a run after the first from beginning, so that it and those after it were not made; the runs before it are in
    /// <see cref="Ends"/>. Null for nothing.
    /// </summary>
    public BatchPerfException? Failure { get; init; }

    /// <summary>The run that ended with a problem, after which no other was made; null for none.</summary>
    public LoadEnd? Broken => Ends.LastOrDefault(static end => end.Problem is not null);
}
