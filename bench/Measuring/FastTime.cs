using System.Diagnostics;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>A clock that runs faster than time does, timers included: a run of an hour in some seconds.</summary>
/// <param name="factor">Seconds of this clock in one second.</param>
internal sealed class FastTime(double factor) : TimeProvider
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

    public override long GetTimestamp() => _began + (long)((Stopwatch.GetTimestamp() - _began) * factor);

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(_began);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / factor));

    private sealed class FastTimer(ITimer inner, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
