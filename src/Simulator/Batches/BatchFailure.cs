using EdFi.BatchPerf.Simulator.Problems;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>The operation that failed and why.</summary>
internal sealed record BatchFailure(int Index, Problem Problem);
