using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>A run under way.</summary>
/// <param name="Load">The run.</param>
/// <param name="Plan">What is done.</param>
/// <param name="Connection">The server.</param>
/// <param name="Number">Which of several runs it is.</param>
public sealed record LiveLoad(LoadRun Load, RunPlan Plan, BatchConnection Connection, RunNumber Number);
