namespace EdFi.BatchPerf.Jobs.Leftovers;

/// <summary>What a run left on its server.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Documents">The documents, each with what became of it.</param>
public sealed record LeftoverFindings(string RunId, IReadOnlyList<BatchLeftover> Documents)
{
    /// <summary>How many of <see cref="Documents"/> are not known to be gone.</summary>
    public int Staying => Documents.Count(static l => l.State is not (LeftoverState.Removed or LeftoverState.Gone));
}
