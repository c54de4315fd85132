using System.Globalization;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>In what two runs' plans differ, in words.</summary>
internal static class PlanDifferences
{
    private static readonly (string Name, Func<RunPlanSummary, object?> Read)[] Settings =
    [
        ("clients", static p => p.ClientCount),
        ("arrivals per second", static p => p.ArrivalRate),
        ("operations per second", static p => p.OperationRate),
        ("spread of arrivals", static p => p.ArrivalDistribution),
        ("stages", static p => string.Join(", ", p.Stages)),
        ("think time", static p => p.ThinkTime),
        ("pacing", static p => p.Pacing),
        ("retries", static p => p.RetryCount),
        ("contention", static p => p.Contention),
    ];

    /// <param name="first">One run.</param>
    /// <param name="second">Another.</param>
    /// <param name="withLoad">Whether scenarios, batch sizes and the kind of test count, too.</param>
    public static IReadOnlyList<string> Between(RunDocument first, RunDocument second, bool withLoad)
    {
        var differences = Settings.Where(s => !Equals(s.Read(first.Plan), s.Read(second.Plan)))
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Read(first.Plan) ?? "none"} and {s.Read(second.Plan) ?? "none"}"));
        (string Name, object First, object Second)[] load =
        [
            ("test type", first.TestType, second.TestType),
            ("load model", first.Plan.LoadModel, second.Plan.LoadModel),
            ("scenarios", string.Join(", ", first.Plan.Scenarios), string.Join(", ", second.Plan.Scenarios)),
            ("deletes", first.Plan.DeleteResources, second.Plan.DeleteResources),
            ("deliberate failures", first.Plan.FailDeliberately, second.Plan.FailDeliberately),
        ];
        return
        [
            .. differences.Concat(load.Where(l => withLoad && !Equals(l.First, l.Second)).Select(static l => string.Create(CultureInfo.InvariantCulture, $"{l.Name} {l.First} and {l.Second}"))),
        ];
    }
}
