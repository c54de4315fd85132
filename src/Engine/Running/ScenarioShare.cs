using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Running;

/// <summary>A scenario and how many clients in a round are dealt it.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Weight">1 to <see cref="MaxWeight"/>.</param>
public sealed record ScenarioShare(IScenario Scenario, int Weight = 1)
{
    /// <summary>The largest weight, 100,000.</summary>
    public const int MaxWeight = 100_000;
}
