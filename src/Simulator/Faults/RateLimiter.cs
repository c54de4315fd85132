using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>A fixed window like that of a DMS: so many requests, the rest is refused until the next window.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private int _used;

    public bool Admits(SimulatorOptions options)
    {
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

            return ++_used <= options.RateLimit;
        }
    }
}
