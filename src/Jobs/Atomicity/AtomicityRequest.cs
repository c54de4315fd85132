using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Jobs.Atomicity;

/// <summary>A test of atomicity that was asked for.</summary>
internal sealed record AtomicityRequest
{
    /// <summary>Scenarios whose batches are poisoned and sent.</summary>
    public required AtomicityScenarios Scenarios { get; init; }

    /// <summary>Step that makes or finds the fixtures of the scenarios.</summary>
    public required FixtureStep Fixtures { get; init; }

    /// <summary>Plan of the test.</summary>
    public required AtomicityPlan Plan { get; init; }

    /// <summary>Full path of the JSON file for the verdicts; null for none.</summary>
    public string? File { get; init; }

    /// <summary>Resources of this machine for the clients that load the server; null to ask the operating system.</summary>
    internal ClientResources? Resources { get; init; }
}
