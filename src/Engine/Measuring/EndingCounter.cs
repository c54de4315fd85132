using System.Collections.Concurrent;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Counts batches of one shape by how they ended: one increment a batch, whatever its size, from which every figure of the ledger
/// follows exactly.
/// </summary>
internal sealed class EndingCounter(BatchShape? shape, int count)
{
    private const int Committed = 0;
    private const int Unknown = 1;
    private const int NotAttempted = 2;
    private const int FailedAtFirst = 3;

    private readonly long[] _usual = new long[FailedAtFirst + count];
    private readonly ConcurrentDictionary<BatchEnding, long> _others = new();

    public BatchShape? Shape => shape;

    public int Count => count;

    public void Record(BatchEnding ending)
    {
        var index = IndexOf(ending);
        if (index >= 0)
        {
            Interlocked.Increment(ref _usual[index]);
        }
        else
        {
            Add(ending, 1);
        }
    }

    public void Add(EndingCounter other)
    {
        foreach (var (ending, batches) in other.Endings())
        {
            Add(ending, batches);
        }
    }

    /// <summary>Returns the endings that occurred, each with its number of batches.</summary>
    public IEnumerable<(BatchEnding Ending, long Batches)> Endings()
    {
        for (var i = 0; i < _usual.Length; i++)
        {
            if (Volatile.Read(ref _usual[i]) is var batches && batches != 0)
            {
                yield return (EndingAt(i), batches);
            }
        }

        foreach (var (ending, batches) in _others)
        {
            yield return (ending, batches);
        }
    }

    private void Add(BatchEnding ending, long batches)
    {
        var index = IndexOf(ending);
        if (index >= 0)
        {
            Interlocked.Add(ref _usual[index], batches);
        }
        else
        {
            _others.AddOrUpdate(ending, static (_, added) => added, static (_, old, added) => old + added, batches);
        }
    }

    private int IndexOf(BatchEnding ending)
    {
        if (ending.Committed == count)
        {
            return Committed;
        }

        if (ending.Unknown == count)
        {
            return Unknown;
        }

        if (ending.NotAttempted == count)
        {
            return NotAttempted;
        }

        return ending is { Failed: 1, Committed: 0, Unknown: 0 } ? FailedAtFirst + ending.RolledBack : -1;
    }

    private BatchEnding EndingAt(int index) => index switch
    {
        Committed => new BatchEnding(count, 0, 0, 0, 0),
        Unknown => new BatchEnding(0, 0, 0, count, 0),
        NotAttempted => new BatchEnding(0, 0, 0, 0, count),
        _ => new BatchEnding(0, index - FailedAtFirst, 1, 0, count - 1 - (index - FailedAtFirst)),
    };
}
