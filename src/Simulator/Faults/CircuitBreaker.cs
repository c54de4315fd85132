using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>
/// Refuses everything while it is open: by order, or for a while after so many server errors, as deadlocks between colliding batches open
/// that of a real server.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>Errors count for so long.</summary>
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _errors = new();
    private DateTimeOffset _openUntil;

    /// <summary>Returns the time for which it stays open; null where it is closed.</summary>
    public TimeSpan? Remaining(SimulatorOptions options)
    {
        if (options.BreakerOpen)
        {
            return TimeSpan.FromSeconds(options.BreakerDuration);
        }

        if (options.BreakerAfter <= 0)
        {
            return null;
        }

        lock (_gate)
        {
            var left = _openUntil - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>Closes it and forgets the errors so far, as where it is switched off.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _errors.Clear();
            _openUntil = default;
        }
    }

    /// <summary>Notes a 500.</summary>
    public void NoteServerError(SimulatorOptions options)
    {
        if (options.BreakerAfter <= 0)
        {
            return;
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            _errors.Enqueue(now);
            while (now - _errors.Peek() > Sampled)
            {
                _errors.Dequeue();
            }

            if (_errors.Count >= options.BreakerAfter)
            {
                _errors.Clear();
                _openUntil = now.AddSeconds(options.BreakerDuration);
            }
        }
    }
}
