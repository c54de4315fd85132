using System.Diagnostics;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>
/// A bounded number of transactions at once, the others in the order in which they came. For each slot it keeps the time at which it
/// becomes free, so that the capacity is exact whenever waits end.
/// </summary>
internal sealed class TransactionSlots
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<long, long> _freeAt = new();

    /// <summary>
    /// Takes the slot that becomes free first and returns when the transaction ends, a <see cref="Stopwatch"/> timestamp.
    /// </summary>
    /// <param name="slots">Number of slots now; 1 or more.</param>
    /// <param name="startedAt">Arrival of the transaction, a <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="milliseconds">Time for which the transaction is held, in milliseconds.</param>
    public long Take(int slots, long startedAt, double milliseconds)
    {
        lock (_gate)
        {
            while (_freeAt.Count > slots)
            {
                _freeAt.Dequeue();
            }

            var begins = _freeAt.Count < slots ? startedAt : Math.Max(startedAt, _freeAt.Dequeue());
            var ends = HoldScheduler.After(begins, milliseconds);
            _freeAt.Enqueue(ends, ends);
            return ends;
        }
    }
}
