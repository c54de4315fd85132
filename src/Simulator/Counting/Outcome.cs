namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Outcome of an operation.</summary>
internal enum Outcome
{
    Committed,
    RolledBack,
    Failed,
    NotAttempted,
}
