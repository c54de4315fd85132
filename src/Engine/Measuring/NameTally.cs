using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts of one request name and method: a tally for each stripe and part of the run, made when first needed.</summary>
internal sealed class NameTally(RequestName name, TestType testType, int stripes)
{
    private const int Parts = 3;
    private readonly Tally?[] _tallies = new Tally[stripes * Parts];

    public RequestName Name => name;

    public TestType TestType => testType;

    public Tally Record(BatchResult result, BatchShape? shape, double? firstByteMs, RunPhase phase)
    {
        var stripe = (int)((uint)Thread.GetCurrentProcessorId() % (uint)stripes);
        var tally = At((stripe * Parts) + PartOf(phase));
        tally.Record(result, shape, firstByteMs);
        return tally;
    }

    public PhaseTallies Merge()
    {
        var merged = new PhaseTallies();
        for (var i = 0; i < _tallies.Length; i++)
        {
            if (Volatile.Read(ref _tallies[i]) is { } tally)
            {
                (i % Parts == 0 ? merged.Before : i % Parts == 1 ? merged.Measured : merged.Drain).Add(tally);
            }
        }

        return merged;
    }

    /// <summary>Attempts of batches scheduled in the measured window that failed so and were followed by another.</summary>
    public long Retried(ErrorKind kind)
    {
        var count = 0L;
        for (var i = 0; i < _tallies.Length; i++)
        {
            count += i % Parts == 0 ? 0 : Volatile.Read(ref _tallies[i])?.RetriedOf(kind) ?? 0;
        }

        return count;
    }

    /// <summary>
    /// Returns the figures that are cheap to merge once a second: failures, requests, operations committed, bytes and times of all phases.
    /// </summary>
    public NameSnapshot Snapshot()
    {
        var snapshot = new NameSnapshot(name, testType);
        foreach (ref var slot in _tallies.AsSpan())
        {
            if (Volatile.Read(ref slot) is { } tally)
            {
                tally.AddTo(snapshot);
            }
        }

        return snapshot;
    }

    private static int PartOf(RunPhase phase) => phase switch
    {
        RunPhase.Measured => 1,
        RunPhase.Drain => 2,
        _ => 0,
    };

    private Tally At(int index)
    {
        ref var slot = ref _tallies[index];
        if (Volatile.Read(ref slot) is { } known)
        {
            return known;
        }

        var fresh = new Tally();
        return Interlocked.CompareExchange(ref slot, fresh, comparand: null) ?? fresh;
    }
}
