using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>The plan of several machines: the whole that they shared, or the sum of their own plans.</summary>
internal static class MergedPlan
{
    /// <param name="parts">The machines' runs; one or more.</param>
    /// <param name="divided">True where each carried out a share of one plan.</param>
    /// <param name="notes">Receives the differences between the plans, in sentences, where they are no reason to refuse them.</param>
    /// <exception cref="BatchPerfException"><c>RunsDiffer</c>.</exception>
    public static RunPlanSummary Of(IReadOnlyList<(string Machine, BatchRun Run)> parts, bool divided, List<string> notes)
    {
        var (first, run) = parts[0];
        foreach (var (machine, other) in parts.Skip(1))
        {
            if (run.TestType != other.TestType)
            {
                throw Differ($"{first} made a run of type {run.TestType}, and {machine} one of type {other.TestType}");
            }

            var differences = PlanFacts.All
                .Where(fact => fact.Property != nameof(RunPlanSummary.Segment) && !fact.IsSame(run.Plan, other.Plan))
                .Select(fact => fact.Difference(run.Plan, other.Plan))
                .ToList();
            if (differences.Count > 0 && divided)
            {
                throw Differ($"{first} and {machine} carried out shares of different plans: {string.Join("; ", differences)}");
            }

            if (differences.Count > 0)
            {
                notes.Add($"The plans of {first} and {machine} differ: {string.Join("; ", differences)}.");
            }

        }

        if (divided && run.ScheduledArrivals is not null && parts.Any(part => part.Run.Seed != run.Seed))
        {
            notes.Add("The machines have different seeds: their arrivals are not those of one schedule.");
        }

        if (parts.GroupBy(static part => part.Run.Server).ToList() is { Count: > 1 } servers)
        {
            var loaded = servers.Select(static s => $"{s.Key} by {string.Join(", ", s.Select(static part => part.Machine))}");
            notes.Add($"Several addresses were loaded: {string.Join("; ", loaded)}.");
        }

        var plan = run.Plan with { Segment = null };
        return divided ? plan : plan with
        {
            Scenarios = [.. parts.SelectMany(static p => p.Run.Plan.Scenarios).Distinct(StringComparer.Ordinal)],
            OperationsPerBatch = parts.Average(static p => p.Run.Plan.OperationsPerBatch),
            ClientCount = parts.Sum(static p => p.Run.Plan.ClientCount),
            SpawnRate = parts.Sum(static p => p.Run.Plan.SpawnRate),
            BatchCount = Sum(static p => p.BatchCount) is { } count ? (long)count : null,
            ArrivalRate = Sum(static p => p.ArrivalRate),
            OperationRate = Sum(static p => p.OperationRate),
        };

        double? Sum(Func<RunPlanSummary, double?> of) => parts.All(p => of(p.Run.Plan) is not null) ? parts.Sum(p => of(p.Run.Plan)) : null;
    }

    private static BatchPerfException Differ(string what) => new(
        "RunsDiffer",
        ProblemKind.InvalidInput,
        $"The runs cannot be merged: {what}.",
        "Give runs of one plan.");
}
