using System.Diagnostics;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Watches this process through the measured window: begin, sample about once a second, end. CPU time is user plus system time of the
/// whole process, and cores are those it may use (affinity and container limits included). For one thread at a time.
/// </summary>
internal sealed class HealthSampler
{
    private readonly TimeProvider _time;
    private long _started;
    private TimeSpan _cpu;
    private TimeSpan _pausesAtStart;
    private TimeSpan _pausesSeen;
    private int _collectionsSeen;
    private TimeSpan _longestPause;
    private long _queuePeak;

    /// <summary>Makes a sampler.</summary>
    /// <param name="time">Measures the window; null for the system's.</param>
    public HealthSampler(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Begin();
    }

    /// <summary>Starts the window, or starts it anew.</summary>
    public void Begin()
    {
        _started = _time.GetTimestamp();
        _cpu = CpuTime();
        _pausesAtStart = _pausesSeen = GC.GetTotalPauseDuration();
        _collectionsSeen = GC.CollectionCount(0);
        _longestPause = TimeSpan.Zero;
        _queuePeak = 0;
    }

    /// <summary>Looks at garbage collection and the thread pool.</summary>
    public void Sample()
    {
        _queuePeak = Math.Max(_queuePeak, ThreadPool.PendingWorkItemCount);
        var (pauses, collections) = (GC.GetTotalPauseDuration(), GC.CollectionCount(0));
        var longest = collections - _collectionsSeen == 1 ? pauses - _pausesSeen : LongestOfLast(pauses - _pausesSeen);
        _longestPause = longest > _longestPause ? longest : _longestPause;
        (_pausesSeen, _collectionsSeen) = (pauses, collections);
    }

    /// <summary>
    /// Returns the measures of the window so far. Figures of the run itself (batches, lag, arrivals …) are the caller's to add.
    /// </summary>
    public ClientHealth Read()
    {
        Sample();
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        var cores = Environment.ProcessorCount;
        return new ClientHealth
        {
            WindowSeconds = seconds,
            Cores = cores,
            CpuShare = seconds > 0 ? Math.Min(1, (CpuTime() - _cpu).TotalSeconds / seconds / cores) : 0, // a process's time moves in ticks
            GcPauseTotalMs = (_pausesSeen - _pausesAtStart).TotalMilliseconds,
            GcPauseMaxMs = _longestPause.TotalMilliseconds,
            ThreadPoolQueuePeak = _queuePeak,
        };
    }

    /// <summary>The longest pause of the last collections, as far as it lies in the pauses added since the last look.</summary>
    private static TimeSpan LongestOfLast(TimeSpan added)
    {
        var longest = TimeSpan.Zero;
        foreach (var kind in (ReadOnlySpan<GCKind>)[GCKind.Ephemeral, GCKind.FullBlocking, GCKind.Background])
        {
            foreach (var pause in GC.GetGCMemoryInfo(kind).PauseDurations)
            {
                longest = pause > longest && pause <= added ? pause : longest;
            }
        }

        return longest;
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
