namespace EdFi.BatchPerf.Running;

/// <summary>
/// Every setting of <see cref="RunPlanSummary"/>, a row each, in the order of reports: the report and the comparison of plans print from
/// it. A new one is its property and its row.
/// </summary>
internal static class PlanFacts
{
    public static IReadOnlyList<PlanFact> All { get; } =
    [
        new(nameof(RunPlanSummary.LoadModel)) { Words = "Load model", HasRow = false, IsLoad = true },
        new(nameof(RunPlanSummary.ClientCount)) { Words = "Clients", HasRow = false },
        new(nameof(RunPlanSummary.SpawnRate)) { Words = "Clients spawned per second", HasRow = false },
        new(nameof(RunPlanSummary.ArrivalRate)) { Words = "Arrivals per second", HasRow = false },
        new(nameof(RunPlanSummary.OperationRate)) { Words = "Operations per second", HasRow = false },
        new(nameof(RunPlanSummary.ArrivalDistribution)) { Words = "Spread of arrivals", HasRow = false },
        new(nameof(RunPlanSummary.Stages)) { Words = "Stages", HasRow = false },
        new(nameof(RunPlanSummary.Contention)) { Words = "Contention" },
        new(nameof(RunPlanSummary.Scenarios)) { Words = "Requests", IsLoad = true },
        new(nameof(RunPlanSummary.OperationsPerBatch))
        {
            Words = "Operations per batch",
            VolumeWords = "Operations per triple",
            IsLoad = true,
        },
        new(nameof(RunPlanSummary.Duration)) { Words = "Length" },
        new(nameof(RunPlanSummary.BatchCount)) { Words = "Batches", VolumeWords = "Triples" },
        new(nameof(RunPlanSummary.WarmUp)) { Words = "Warm-up" },
        new(nameof(RunPlanSummary.ThinkTime)) { Words = "Think time" },
        new(nameof(RunPlanSummary.Pacing)) { Words = "Pacing" },
        new(nameof(RunPlanSummary.RetryCount)) { Words = "Retries allowed" },
        new(nameof(RunPlanSummary.RequestTimeout)) { Words = "Request timeout" },
        new(nameof(RunPlanSummary.StopTimeout)) { Words = "Stop timeout" },
        new(nameof(RunPlanSummary.FailDeliberately)) { Words = "Made to fail", IsLoad = true, WhenTrue = "one in ten" },
        new(nameof(RunPlanSummary.DeleteResources))
        {
            Words = "Deletes",
            IsLoad = true,
            VolumeOnly = true,
            WhenTrue = "what it creates",
            WhenFalse = "nothing: what it created stays",
        },
    ];
}
