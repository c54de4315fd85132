using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>A fixed window like that of a DMS: so many requests, the rest is refused until the next window.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private int _used;

    /// <summary>True where a request is let through.</summary>
    /// <param name="options">The limit and its window.</param>
    /// <param name="wait">Until the next window, for a request that is not.</param>
    public bool Admits(SimulatorOptions options, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (options.RateLimit <= 0)
        {
            return true;
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _windowEnd)
            {
                _windowEnd = now.AddSeconds(options.RateWindow);
                _used = 0;
            }

            wait = _windowEnd - now;
            return ++_used <= options.RateLimit;
        }
    }
}
