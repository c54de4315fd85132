using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Running;

/// <summary>Counts an open loop's arrivals, and by how much this process was late with those for which a client was free.</summary>
internal sealed class ArrivalLog
{
    private long _scheduled;
    private long _sent;
    private long _late;
    private long _dropped;

    /// <summary>Start minus intended start, in microseconds, where a client was free.</summary>
    public LatencyHistogram Lag { get; } = new();

    public long Scheduled => Volatile.Read(ref _scheduled);

    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Arrivals that had to wait for a client.</summary>
    public long Late => Volatile.Read(ref _late);

    /// <summary>Arrivals never sent because the run ended first.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public long Unsent => Scheduled - Sent;

    public void Schedule() => Interlocked.Increment(ref _scheduled);

    public void Drop() => Interlocked.Increment(ref _dropped);

    public void Send(Arrival arrival, RunClock clock)
    {
        Interlocked.Increment(ref _sent);
        if (arrival.Free)
        {
            Lag.Record((long)(clock.Milliseconds(arrival.Due, clock.Now) * 1000));
        }
        else
        {
            Interlocked.Increment(ref _late);
        }
    }
}
