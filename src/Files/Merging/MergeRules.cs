namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Conditions that runs must meet to be merged.</summary>
internal static class MergeRules
{
    /// <exception cref="BatchPerfException"><c>NothingToMerge</c>, <c>RunsOverlap</c>, <c>RunNotEnded</c>,
    /// <c>RunAlreadyMerged</c>.</exception>
    public static void Check(IReadOnlyList<MachinePart> parts)
    {
        var runs = parts.Where(static p => p.Run is not null).ToList();
        if (runs.Count == 0)
        {
            throw Problem("NothingToMerge", "There are no runs to merge.", "Give runs, or their .run.json files.");
        }

        if (runs.GroupBy(static p => p.Run!.RunId, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw Problem(
                "RunsOverlap",
                $"Run {twice.Key} was given {twice.Count()} times: {string.Join(", ", twice.Select(static p => p.Name))}.",
                "Give each run once.");
        }

        if (runs.Find(static p => p.Run!.EndedAt is null) is { } live)
        {
            throw Problem("RunNotEnded", $"Run {live.Run!.RunId} of {live.Name} has not ended.", "Wait for its end.");
        }

        if (runs.Find(static p => p.Run!.Machines.Count > 0) is { } merged)
        {
            throw Problem(
                "RunAlreadyMerged",
                $"Run {merged.Run!.RunId} was made of the runs of {merged.Run.Machines.Count} machines.",
                "Give the machines' own runs, each once.");
        }
    }

    private static BatchPerfException Problem(string id, string message, string nextStep) =>
        new(id, ProblemKind.InvalidInput, message, nextStep);
}
