using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Everything that a run needs of a server which has been prepared.</summary>
/// <param name="Connection">The server.</param>
/// <param name="Plan">The run's plan.</param>
/// <param name="Options">The options that its scenarios were compiled with.</param>
/// <param name="Resumed">The run that goes on; null for a new one.</param>
/// <param name="Traffic">Requests that were sent to prepare the server.</param>
internal sealed record LoadStart(
    ApiConnection Connection,
    RunPlan Plan,
    ScenarioOptions Options,
    ResumedRun? Resumed,
    SetUpTraffic Traffic)
{
    /// <summary>Chooses the ids of the runs against this server; a run that goes on has its own.</summary>
    public required RunNumbers Numbers { get; init; }
}
