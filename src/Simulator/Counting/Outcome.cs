namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>What became of an operation.</summary>
internal enum Outcome
{
    Committed,
    RolledBack,
    Failed,
    NotAttempted,
}
