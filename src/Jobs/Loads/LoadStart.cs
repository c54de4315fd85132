using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Everything that a run needs of a server which has been prepared.</summary>
/// <param name="Connection">The server.</param>
/// <param name="Plan">What is done.</param>
/// <param name="Options">What its scenarios were compiled with.</param>
/// <param name="Resumed">The run that goes on; null for a new one.</param>
/// <param name="Traffic">What was sent to prepare the server.</param>
internal sealed record LoadStart(
    ApiConnection Connection,
    RunPlan Plan,
    ScenarioOptions Options,
    ResumedRun? Resumed,
    SetUpTraffic Traffic)
{
    /// <summary>
    /// Bits of runs in whose ranges of numbers the server has documents: no new run may have them (<see cref="LocalKey.NewRun"/>).
    /// </summary>
    public required IReadOnlySet<int> TakenRuns { get; init; }
}
