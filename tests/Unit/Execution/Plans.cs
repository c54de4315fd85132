using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Small plans to start from.</summary>
internal static class Plans
{
    /// <summary>Two clients, spawned at once, for a minute.</summary>
    public static RunPlan Closed(int triples = 1) => new()
    {
        Scenarios = [new ScenarioShare(new FakeScenario(triples))],
        ClientCount = 2,
        SpawnRate = 1_000_000,
        Duration = TimeSpan.FromMinutes(1),
    };

    /// <summary>
    /// Two clients for a day of a clock that a test moves: no time-out fires where the clock leaps, before the test lets it.
    /// </summary>
    public static RunPlan Unhurried(int triples = 1) => Closed(triples) with
    {
        Duration = TimeSpan.FromDays(1),
        RequestTimeout = TimeSpan.FromDays(30),
        StopTimeout = TimeSpan.FromDays(10),
    };

    /// <summary>So many batches by two clients.</summary>
    public static RunPlan Counted(long batches, int triples = 1) => Closed(triples) with { Duration = null, BatchCount = batches };
}
