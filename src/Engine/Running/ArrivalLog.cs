using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Running;

/// <summary>Counts an open loop's arrivals, and by how much this process was late with those for which a client was free.</summary>
internal sealed class ArrivalLog
{
    private long _scheduled;
    private long _onTime;
    private long _late;
    private long _dropped;

    /// <summary>Start minus intended start, in microseconds, where a client was free.</summary>
    public LatencyHistogram Lag { get; } = new();

    public long Scheduled => Volatile.Read(ref _scheduled);

    /// <summary>Arrivals sent for which a client was free.</summary>
    public long OnTime => Volatile.Read(ref _onTime);

    public long Sent => OnTime + Late;

    /// <summary>Arrivals that had to wait for a client.</summary>
    public long Late => Volatile.Read(ref _late);

    /// <summary>Arrivals never sent because the run ended first.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public long Unsent => Scheduled - Sent;

    public void Schedule() => Interlocked.Increment(ref _scheduled);

    public void Drop() => Interlocked.Increment(ref _dropped);

    public void Send(Arrival arrival, RunClock clock)
    {
        if (arrival.Free)
        {
            Interlocked.Increment(ref _onTime);
            Lag.Record((long)(clock.Milliseconds(arrival.Due, clock.Now) * 1000));
        }
        else
        {
            Interlocked.Increment(ref _late);
        }
    }
}
