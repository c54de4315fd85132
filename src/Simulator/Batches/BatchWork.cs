using System.Runtime.InteropServices;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Everything that the handling of a batch needs to allocate, reused from batch to batch.</summary>
internal sealed class BatchWork
{
    public List<BatchOperation> Operations { get; } = [];

    public DocumentReading Reading { get; } = new();

    public List<UndoEntry> Undo { get; } = [];

    /// <summary>True where the connection was reset instead of an answer.</summary>
    public bool IsUnanswered { get; set; }

    public Span<BatchOperation> OperationSpan => CollectionsMarshal.AsSpan(Operations);

    public void Clear()
    {
        IsUnanswered = false;
        Operations.Clear();
        Undo.Clear();
        Reading.Clear();
    }
}
