namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Action of an operation in a batch.</summary>
internal enum OperationKind
{
    Create,
    Update,
    Delete,
}
