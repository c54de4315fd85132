using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>
/// Makes a plan of the built-in scenarios that nothing is sent of, beside other work: the first plan of a process takes some 70 ms more
/// than those after it, for the names that students are made of and for code. A host that waits for a server has that time.
/// </summary>
internal static class FirstPlan
{
    private static readonly Lazy<Task> Made = new(static () => Task.Run(Make));

    /// <summary>Begins to make it, once in a process.</summary>
    /// <returns>Completes when it is made; nothing depends on it.</returns>
    public static Task Begin() => Made.Value;

    private static void Make()
    {
        var values = new RunValues(RunHost.Module);
        values.Set(RunOptionTable.BatchCount, 1L);
        var catalog = new ScenarioCatalog();
        var builder = new PlanBuilder(values, new FixtureKeys(), [.. catalog.Scenarios.Select(static s => new ScenarioWeight(s.Name))])
        {
            TripleCounts = static _ => new Dictionary<string, int>(),
        };
        var plan = builder.Plan(catalog, builder.Options(catalog, [], []) with { PoolSize = ScenarioOptions.SamplePool });
        plan.Validate();
        _ = plan.Summarize();
    }
}
