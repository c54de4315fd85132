using System.Diagnostics;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>
/// Ends waits within microseconds of their time: one thread for all of them sleeps coarsely, then finely, and spins the rest.
/// </summary>
internal sealed class HoldScheduler : IDisposable
{
    // A sleep of n ms ends up to a quarter of a millisecond late, a fine one some 60 µs; on a loaded machine both are later.
    private const double CoarseMarginMs = 0.25;
    private const double SpinMicroseconds = 70;

    // Short slices, because a wait that comes in meanwhile may be due earlier.
    private const double SliceMicroseconds = 250;
    private readonly object _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waits = new();
    private readonly Thread _thread;
    private long _next = long.MaxValue;
    private bool _stopped;

    public HoldScheduler()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "holds" };
        _thread.Start();
    }

    /// <summary>Completes at a <see cref="Stopwatch"/> timestamp, at once if it has passed.</summary>
    public Task UntilAsync(long timestamp)
    {
        if (timestamp <= Stopwatch.GetTimestamp())
        {
            return Task.CompletedTask;
        }

        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waits.Enqueue(wait, timestamp);
            if (timestamp < _next)
            {
                Volatile.Write(ref _next, timestamp);
                Monitor.Pulse(_gate);
            }
        }

        return wait.Task;
    }

    public static long After(long timestamp, double milliseconds) => timestamp + (long)(milliseconds * Stopwatch.Frequency / 1000);

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        while (_waits.TryDequeue(out var wait, out _))
        {
            wait.TrySetResult();
        }
    }

    private void Run()
    {
        while (SleepUntilNearlyDue())
        {
            double left;
            while ((left = MicrosecondsLeft()) > 0)
            {
                // Either way the core goes to whoever can use it.
                FineSleep.For(Math.Min(left - SpinMicroseconds, SliceMicroseconds));
            }

            ReleaseDue();
        }
    }

    private double MicrosecondsLeft() => (Volatile.Read(ref _next) - Stopwatch.GetTimestamp()) * 1e6 / Stopwatch.Frequency;

    private bool SleepUntilNearlyDue()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                var left = _next == long.MaxValue ? int.MaxValue : (_next - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency;
                var sleep = (int)Math.Min(left - CoarseMarginMs, int.MaxValue);
                if (sleep < 1)
                {
                    return true;
                }

                Monitor.Wait(_gate, sleep);
            }

            return false;
        }
    }

    private void ReleaseDue()
    {
        lock (_gate)
        {
            while (_waits.TryPeek(out var wait, out var timestamp) && timestamp <= Stopwatch.GetTimestamp())
            {
                _waits.Dequeue();
                wait.TrySetResult();
            }

            Volatile.Write(ref _next, _waits.TryPeek(out _, out var next) ? next : long.MaxValue);
        }
    }
}
