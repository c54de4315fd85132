using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>A clock whose timers ring at once, and which tells what was to be waited for.</summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    /// <summary>Called at each wait.</summary>
    public Action Waiting { get; set; } = static () => { };

    /// <summary>How far its monotonic clock is ahead of the system's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>True where each wait puts the clock forward by its length.</summary>
    public bool Leaps { get; init; }

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Enqueue(dueTime);
        Ahead += Leaps && dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
        Waiting();
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
