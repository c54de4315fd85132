namespace EdFi.BatchPerf.Jobs.Parents;

/// <summary>Outcome of the deletion of one batch of documents.</summary>
/// <param name="Deleted">Number of documents that were deleted.</param>
/// <param name="Left">Positions of those that stay.</param>
internal sealed record DeletionOutcome(int Deleted, IReadOnlyList<int> Left)
{
    /// <summary>Why the first of them stays, as a sentence without its end; null where none does.</summary>
    public string? Problem { get; init; }

    /// <summary>True where others of the set would meet with the same, so that nothing more of it is to be sent.</summary>
    public bool Ends { get; init; }
}
