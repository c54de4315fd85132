using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>A run under way.</summary>
/// <param name="Load">The run.</param>
/// <param name="Plan">The run's plan.</param>
/// <param name="Connection">The server.</param>
/// <param name="Number">The run's number among several.</param>
internal sealed record LiveLoad(LoadRun Load, RunPlan Plan, BatchConnection Connection, RunNumber Number);
