namespace EdFi.BatchPerf.Running;

/// <summary>
/// Every setting of <see cref="RunPlanSummary"/>, a row each, in its order: the report and the comparison of plans print from it. Settings
/// that are options have their row in <see cref="RunOptionTable"/>; here are those that follow from all of them together.
/// </summary>
internal static class PlanFacts
{
    private static readonly PlanFact[] Own =
    [
        new(nameof(RunPlanSummary.LoadModel)) { Words = "Load model", HasRow = false, IsLoad = true },
        new(nameof(RunPlanSummary.Scenarios)) { Words = "Requests", IsLoad = true },
        new(nameof(RunPlanSummary.OperationsPerBatch))
        {
            Words = "Operations per batch",
            VolumeWords = "Operations per triple",
            IsLoad = true,
        },
    ];

    public static IReadOnlyList<PlanFact> All { get; } =
    [
        .. Own.Concat(RunOptionTable.All.Select(static option => option.Fact).OfType<PlanFact>())
            .OrderBy(static fact => Array.FindIndex(typeof(RunPlanSummary).GetProperties(), property => property.Name == fact.Property)),
    ];
}
