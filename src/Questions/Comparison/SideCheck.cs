namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Checks that two sides can be compared, and makes warnings about the comparison.</summary>
internal static class SideCheck
{
    /// <exception cref="BatchPerfException"><c>SameRun</c>: a run stands on both sides or twice on one;
    /// <c>PlansNotComparable</c>.</exception>
    public static void Refuse(ComparedSide baseline, ComparedSide candidate)
    {
        var twice = baseline.Runs.Concat(candidate.Runs)
            .GroupBy(static r => r.RunId, StringComparer.Ordinal)
            .Where(static g => g.Count() > 1)
            .Select(static g => g.Key)
            .ToList();
        if (twice.Count > 0)
        {
            throw new BatchPerfException(
                "SameRun",
                ProblemKind.InvalidInput,
                $"Given more than once: {(twice.Count == 1 ? "run" : "runs")} {string.Join(", ", twice)}.",
                "A run is one sample: give each once, on one side.");
        }

        var (a, b) = (baseline.First.Plan, candidate.First.Plan);
        if (!string.Equals(a.LoadModel, b.LoadModel, StringComparison.Ordinal))
        {
            throw NotComparable(
                $"the baseline's loop is {Lower(a.LoadModel)} and the candidate's {Lower(b.LoadModel)}: in one the server sets "
                    + "the throughput, in the other the plan does");
        }

        if (a.FailDeliberately != b.FailDeliberately)
        {
            throw NotComparable(
                $"batches were made to fail deliberately on the side of the {(a.FailDeliberately ? baseline : candidate).Label} only");
        }
    }

    public static IEnumerable<string> Warnings(ComparedSide baseline, ComparedSide candidate)
    {
        foreach (var side in (ComparedSide[])[baseline, candidate])
        {
            if (side.ClientLimited > 0)
            {
                yield return $"{side.ClientLimited} of {side.Count} runs of the {side.Label} "
                    + $"{(side.ClientLimited == 1 ? "is" : "are")} ClientLimited: the load generator was the limit there, "
                    + "so that a difference between servers may not show.";
            }

            var early = side.Runs.Where(static r => r.Document.StopReason is not (StopReason.Duration or StopReason.BatchCount))
                .Select(static r => $"{r.RunId} ({r.Document.StopReason})")
                .ToList();
            if (early.Count > 0)
            {
                yield return $"Runs of the {side.Label} ended otherwise than planned: {string.Join(", ", early)}.";
            }

            var changed = side.Runs.Where(static r => r.Document.LoadChanges.Count > 0).Select(static r => r.RunId).ToList();
            if (changed.Count > 0)
            {
                yield return $"The load of runs of the {side.Label} was changed on the dashboard, so that they are not what "
                    + $"their plan says: {string.Join(", ", changed)}.";
            }

            if (side.Runs.Select(static r => r.Document.Server).Distinct().Count() > 1)
            {
                yield return $"The {side.Label} has runs against several servers.";
            }
        }

        var differences = PlanDifferences.Between(baseline.First, candidate.First, withLoad: false);
        if (differences.Count > 0)
        {
            yield return $"The sides' plans differ, and so may their figures for that alone: {string.Join("; ", differences)}.";
        }

        if (string.Equals(baseline.First.Plan.LoadModel, "Open", StringComparison.Ordinal))
        {
            yield return "The plan sets the throughput, by its arrivals: committed operations per second differ only where a server "
                + "cannot keep up. Look at the response times.";
        }

        var machines = baseline.Runs.Concat(candidate.Runs)
            .Select(static r => r.Document.Environment?.MachineName)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (machines.Count > 1)
        {
            yield return $"The load came from several machines: {string.Join(", ", machines)}.";
        }

        if (baseline.Count > 1 && candidate.Count > 1 && (Before(baseline, candidate) || Before(candidate, baseline)))
        {
            yield return "All runs of one side were made before those of the other: whatever changed on the machines in between shows "
                + "as a difference, too. Run them in turns.";
        }
    }

    private static bool Before(ComparedSide first, ComparedSide second) =>
        first.Runs.Max(static r => r.Document.StartedAt) < second.Runs.Min(static r => r.Document.StartedAt);

    private static string Lower(string text) => text.ToLowerInvariant();

    private static BatchPerfException NotComparable(string why) =>
        new(
            "PlansNotComparable",
            ProblemKind.InvalidInput,
            $"A comparison would mean nothing: {why}.",
            "Compare runs of one kind of load.");
}
