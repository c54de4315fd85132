namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>What an operation of a batch does.</summary>
internal enum OperationKind
{
    Create,
    Update,
    Delete,
}
