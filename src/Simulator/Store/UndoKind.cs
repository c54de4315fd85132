namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>The changes that can be taken back.</summary>
internal enum UndoKind
{
    Inserted,
    Replaced,
    Removed,
}
