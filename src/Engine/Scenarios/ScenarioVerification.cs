namespace EdFi.BatchPerf.Scenarios;

/// <summary>The last look before a scenario is sent or its documents are deleted.</summary>
internal static class ScenarioVerification
{
    /// <summary>Refuses a scenario whose documents might be others than the run's own.</summary>
    /// <exception cref="BatchPerfException">ScenarioNotVerified.</exception>
    public static void RequireVerified(this IScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (scenario.Unverified is { } reason)
        {
            throw new BatchPerfException(
                "ScenarioNotVerified",
                ProblemKind.InvalidInput,
                $"{scenario.Name} cannot be sent, because its documents might be others than its own: {reason}.",
                "Hold the scenarios against the server first (ScenarioCatalog.VerifyAsync); the cmdlets and edfi-batchperf do.");
        }
    }
}
