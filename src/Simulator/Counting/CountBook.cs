using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Counts requests and the outcome of every operation.</summary>
internal sealed class CountBook
{
    private static readonly string[] Ops = ["create", "update", "delete"];
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, long> _answered = [];
    private readonly SortedDictionary<string, long> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _operations = new(StringComparer.Ordinal);
    private long _batches;
    private long _tokens;
    private long _committed;
    private long _dropped;
    private long _droppedAfterCommit;
    private long _damaged;

    public HoldLog Holds { get; } = new();

    public void BatchReceived() => Interlocked.Increment(ref _batches);

    public void TokenRequested() => Interlocked.Increment(ref _tokens);

    public void AnswerDamaged() => Interlocked.Increment(ref _damaged);

    public void Dropped(bool afterCommit) => Interlocked.Increment(ref afterCommit ? ref _droppedAfterCommit : ref _dropped);

    public void ResourceRequested(string resource, string method)
    {
        lock (_gate)
        {
            var name = resource + " " + method;
            _resources[name] = _resources.GetValueOrDefault(name) + 1;
        }
    }

    public void BatchAnswered(int status)
    {
        lock (_gate)
        {
            _answered[status] = _answered.GetValueOrDefault(status) + 1;
        }
    }

    /// <summary>All operations committed.</summary>
    public void Committed(ReadOnlySpan<BatchOperation> operations)
    {
        lock (_gate)
        {
            _committed++;
            Add(operations, Outcome.Committed);
        }
    }

    /// <summary>One operation failed, those before it were rolled back, those after it never tried.</summary>
    public void Failed(ReadOnlySpan<BatchOperation> operations, int index)
    {
        lock (_gate)
        {
            Add(operations[..index], Outcome.RolledBack);
            Add(operations.Slice(index, 1), Outcome.Failed);
            Add(operations[(index + 1)..], Outcome.NotAttempted);
        }
    }

    public void NotAttempted(ReadOnlySpan<BatchOperation> operations)
    {
        lock (_gate)
        {
            Add(operations, Outcome.NotAttempted);
        }
    }

    /// <summary>Attempted and taken back without any operation being blamed, as in a deadlock.</summary>
    public void RolledBack(ReadOnlySpan<BatchOperation> operations)
    {
        lock (_gate)
        {
            Add(operations, Outcome.RolledBack);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _answered.Clear();
            _resources.Clear();
            _operations.Clear();
            _batches = _tokens = _committed = _dropped = _droppedAfterCommit = _damaged = 0;
        }

        Holds.Reset();
    }

    public SimulatorCounts Snapshot(DocumentStore store, bool everyHold)
    {
        var documents = DocumentCensus.Count(store, atStart: false);
        var documentsAtStart = DocumentCensus.Count(store, atStart: true);
        var holds = Holds.Summarise(everyHold);
        lock (_gate)
        {
            return new()
            {
                BatchRequests = _batches,
                BatchAnswered = new SortedDictionary<int, long>(_answered),
                BatchesDropped = _dropped,
                BatchesDroppedAfterCommit = _droppedAfterCommit,
                AnswersDamaged = _damaged,
                BatchesCommitted = _committed,
                Operations = Ops.Select((op, kind) => (op, kind))
                    .ToDictionary(pair => pair.op, pair => Sum(_operations.Values, pair.kind, 1), StringComparer.Ordinal),
                OperationsByResource = _operations.ToDictionary(
                    pair => pair.Key,
                    pair => Sum([pair.Value], 0, Ops.Length),
                    StringComparer.Ordinal),
                OperationsTotal = Sum(_operations.Values, 0, Ops.Length),
                Resources = new SortedDictionary<string, long>(_resources, StringComparer.Ordinal),
                TokenRequests = _tokens,
                Documents = documents,
                DocumentsAtStart = documentsAtStart,
                Holds = holds,
            };
        }
    }

    private void Add(ReadOnlySpan<BatchOperation> operations, Outcome outcome)
    {
        string? name = null;
        long[] cells = [];
        foreach (ref readonly var operation in operations)
        {
            if (!ReferenceEquals(name, operation.AnswerName))
            {
                name = operation.AnswerName;
                cells = CellsOf(name);
            }

            cells[((int)operation.Kind * 4) + (int)outcome]++;
        }
    }

    private long[] CellsOf(string resource)
    {
        if (!_operations.TryGetValue(resource, out var cells))
        {
            _operations.Add(resource, cells = new long[Ops.Length * 4]);
        }

        return cells;
    }

    private static OperationCounts Sum(IEnumerable<long[]> books, int firstKind, int kinds)
    {
        var sums = new long[4];
        foreach (var cells in books)
        {
            for (var i = firstKind * 4; i < (firstKind + kinds) * 4; i++)
            {
                sums[i % 4] += cells[i];
            }
        }

        return new(sums[0], sums[1], sums[2], sums[3]);
    }
}
