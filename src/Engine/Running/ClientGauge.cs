using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Running;

/// <summary>Counts a run's clients: how many have begun, and how many are at work. Safe from any thread.</summary>
internal sealed class ClientGauge
{
    private int _begun;
    private int _idle;
    private long _peak;

    /// <summary>Clients that have begun so far.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Idle clients; below zero, arrivals that wait for a client.</summary>
    public int Idle => Volatile.Read(ref _idle);

    /// <summary>Clients at work.</summary>
    public int Working => Math.Max(0, Begun - Math.Max(0, Idle));

    /// <summary>Adds a client, which is idle.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _idle);
        Interlocked.Increment(ref _begun);
    }

    /// <summary>Gives a client something to do; false where it has to wait for one.</summary>
    public bool Occupy()
    {
        var free = Interlocked.Decrement(ref _idle) >= 0;
        Extremes.Raise(ref _peak, Working);
        return free;
    }

    /// <summary>Notes that a client is idle again.</summary>
    public void Release() => Interlocked.Increment(ref _idle);

    /// <summary>The most clients that were at work since the last call.</summary>
    public int TakePeak()
    {
        var working = Working;
        return (int)Math.Max(Interlocked.Exchange(ref _peak, working), working);
    }
}
