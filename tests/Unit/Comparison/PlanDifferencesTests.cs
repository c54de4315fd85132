using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Comparison;

public sealed class PlanDifferencesTests
{
    public static TheoryData<string, RunPlanSummary> Settings { get; } = new()
    {
        { "clients 10 and 20", Plan with { ClientCount = 20 } },
        { "clients spawned per second 10 and 5", Plan with { SpawnRate = 5 } },
        { "length 1m and none", Plan with { Duration = null } },
        { "batches none and 7", Plan with { BatchCount = 7 } },
        { "warm-up 0s and 5s", Plan with { WarmUp = TimeSpan.FromSeconds(5) } },
        { "request timeout 30s and 1s", Plan with { RequestTimeout = TimeSpan.FromSeconds(1) } },
        { "stop timeout 10s and 1s", Plan with { StopTimeout = TimeSpan.FromSeconds(1) } },
        { "stages none and 10 for 5s", Plan with { Stages = ["10 for 5s"] } },
        { "contention none and OppositeOrder 50 %", Plan with { Contention = "OppositeOrder 50 %" } },
    };

    private static RunPlanSummary Plan => new()
    {
        LoadModel = "Closed",
        Scenarios = ["students-batch-10"],
        ClientCount = 10,
        SpawnRate = 10,
        Duration = TimeSpan.FromMinutes(1),
        RequestTimeout = TimeSpan.FromSeconds(30),
        StopTimeout = TimeSpan.FromSeconds(10),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Whatever_setting_differs_is_named(string words, RunPlanSummary other)
    {
        Assert.Equal([words], Between(other, withLoad: false));
        Assert.Equal([words], Between(other, withLoad: true));
    }

    [Fact]
    public void What_the_load_consists_of_may_differ_between_two_sides_and_not_within_one()
    {
        var other = Plan with { Scenarios = ["students-batch-20"], FailDeliberately = true };

        Assert.Empty(Between(other, withLoad: false));
        Assert.Equal(["requests students-batch-10 and students-batch-20", "made to fail no and one in ten"], Between(other, withLoad: true));
    }

    [Fact]
    public void Every_setting_of_a_plan_has_its_row() =>
        Assert.Equal(typeof(RunPlanSummary).GetProperties().Select(static p => p.Name).Order(), PlanFacts.All.Select(static f => f.Property).Order());

    private static IReadOnlyList<string> Between(RunPlanSummary other, bool withLoad) =>
        PlanDifferences.Between(MadeRuns.Document("a", plan: static _ => Plan), MadeRuns.Document("b", plan: _ => other), withLoad);
}
