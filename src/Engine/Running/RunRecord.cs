using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Running;

/// <summary>Everything that is counted and measured while a run lasts.</summary>
internal sealed class RunRecord(string runId, ArrivalLog? arrivals)
{
    private long _retries;
    private long _peakBacklog;
    private int _inFlight;
    private long _longestWait = -1;

    public MetricsAccumulator Metrics { get; } = new();

    public DistinctErrors Errors { get; } = new(runId);

    public IntervalSeries Intervals { get; } = new();

    public HealthSampler Health { get; } = new();

    public LatencyHistogram ConnectionSetUp { get; } = new();

    /// <summary>Thread-pool delays in microseconds.</summary>
    public LatencyHistogram PoolLag { get; } = new();

    /// <summary>The client's state over the measured window; null until it has ended.</summary>
    public ClientHealth? FinalHealth { get; set; }

    public ArrivalLog? Arrivals { get; } = arrivals;

    /// <summary>Server costs; null where none are measured.</summary>
    public ServerMeter? Server { get; init; }

    /// <summary>The batches that are traced; null where none is.</summary>
    public TraceLog? Traces { get; init; }

    public ClientGauge Clients { get; } = new();

    public int InFlight => Volatile.Read(ref _inFlight);

    public long Retries => Volatile.Read(ref _retries);

    public long PeakBacklog => Volatile.Read(ref _peakBacklog);

    /// <summary>The longest wait that the server asked for with Retry-After; null where it never did.</summary>
    public double? LongestWaitSeconds => Volatile.Read(ref _longestWait) is >= 0 and var ticks ? new TimeSpan(ticks).TotalSeconds : null;

    public void NoteWait(TimeSpan asked) => Extremes.Raise(ref _longestWait, asked.Ticks);

    public void Sent() => Interlocked.Increment(ref _inFlight);

    public void Take(BatchResult result, BatchShape shape, double? firstByteMs)
    {
        Interlocked.Decrement(ref _inFlight);
        Metrics.Record(result, shape, firstByteMs);
        if (result.ErrorKind is not null || result.Attempts is not null)
        {
            Errors.Record(result);
        }

        if (result.Attempt > 1)
        {
            Interlocked.Add(ref _retries, result.Attempt - 1);
        }
    }

    public void NoteBacklog(long waiting)
    {
        for (var peak = PeakBacklog; waiting > peak; peak = PeakBacklog)
        {
            Interlocked.CompareExchange(ref _peakBacklog, waiting, peak);
        }
    }
}
