using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The endings of all batches of one request name, by shape; usually there is one shape, by hand there may be any number.
/// </summary>
internal sealed class LedgerCounter
{
    private EndingCounter[] _shapes = [];

    public IReadOnlyList<EndingCounter> Shapes => Volatile.Read(ref _shapes);

    public OperationCounts Operations
    {
        get
        {
            var sum = default(OperationCounts);
            foreach (var shape in Shapes)
            {
                foreach (var (ending, batches) in shape.Endings())
                {
                    sum += OperationCounts.Of(ending, batches);
                }
            }

            return sum;
        }
    }

    public long Batches => Shapes.Sum(static shape => shape.Endings().Sum(static e => e.Batches));

    public void Record(BatchResult result, BatchShape? shape)
    {
        var count = shape?.Count ?? Math.Max(0, result.OperationCount);
        For(shape, count).Record(BatchEnding.Of(result, count));
    }

    /// <summary>Counts the attempts of a batch before its last.</summary>
    public void RecordEarlier(BatchResult result, BatchShape? shape)
    {
        var count = shape?.Count ?? Math.Max(0, result.OperationCount);
        foreach (var ending in RetriedEndings.Of(result, count))
        {
            For(shape, count).Record(ending);
        }
    }

    public void Add(LedgerCounter other)
    {
        foreach (var shape in other.Shapes)
        {
            For(shape.Shape, shape.Count).Add(shape);
        }
    }

    private EndingCounter For(BatchShape? shape, int count)
    {
        while (true)
        {
            var known = Volatile.Read(ref _shapes);
            foreach (var candidate in known)
            {
                if (candidate.Count == count && Same(candidate.Shape, shape))
                {
                    return candidate;
                }
            }

            EndingCounter[] extended = [.. known, new EndingCounter(shape, count)];
            if (Interlocked.CompareExchange(ref _shapes, extended, known) == known)
            {
                return extended[^1];
            }
        }
    }

    private static bool Same(BatchShape? a, BatchShape? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a is null || b is null || a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (a.Op(i) != b.Op(i) || !string.Equals(a.Resource(i), b.Resource(i), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
