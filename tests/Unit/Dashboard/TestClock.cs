using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Dashboard;

/// <summary>A clock with its timers, which go on only when a test moves it.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _armed = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that would fire.</summary>
    public int Armed
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and fires what is due.</summary>
    public void Advance(TimeSpan by)
    {
        List<TestTimer> due;
        lock (_gate)
        {
            _ticks += by.Ticks;
            due = [.. _armed.Where(t => t.DueTicks <= _ticks)];
            _armed.RemoveAll(due.Contains);
            due.ForEach(static t => t.ArmAgain());
        }

        due.ForEach(static t => t.Fire());
    }

    /// <summary>
    /// Moves on by 20 ms again and again until something holds, so that it does not matter when those who wait set their timers. How much time
    /// passes until then is the machine's affair: plans that are moved on so have hours.
    /// </summary>
    public Task UntilAsync(Func<bool> holds) => Signals.UntilAsync(() =>
    {
        if (holds())
        {
            return true;
        }

        Advance(TimeSpan.FromMilliseconds(20));
        return false;
    });

    private sealed class TestTimer(TestClock clock, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long DueTicks { get; private set; }

        public void Fire() => fire();

        /// <summary>Sets a timer with a period anew, which fires once for all the periods that were leapt over.</summary>
        public void ArmAgain()
        {
            if (_period > TimeSpan.Zero)
            {
                DueTicks = clock._ticks + _period.Ticks;
                clock._armed.Add(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._armed.Remove(this);
                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    DueTicks = clock._ticks + dueTime.Ticks;
                    clock._armed.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
