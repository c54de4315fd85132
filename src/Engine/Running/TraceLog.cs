using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// The batches of a run that are traced: chooses them, and keeps the slowest and the failed ones. Safe from any thread; a batch that is
/// faster than the slowest kept takes no lock.
/// </summary>
/// <param name="share">The share of batches that is traced, above 0 to 1.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class TraceLog(double share, int seed)
{
    private readonly TraceSampler _sampler = new(share, seed);
    private readonly object _changes = new();
    private readonly List<BatchTrace> _slowest = []; // the slowest first
    private readonly FailedTraces _failed = new();
    private double _least = -1; // what a batch has to be slower than; below all while there is room
    private long _sampled;

    /// <summary>True for a turn whose requests are traced.</summary>
    /// <inheritdoc cref="TraceSampler.Holds"/>
    public bool Holds(int client, long sequence) => _sampler.Holds(client, sequence);

    /// <summary>Takes the result of a request that was traced.</summary>
    public void Take(TraceContext trace, BatchResult result, BatchShape shape)
    {
        if (trace.SpanId is not null)
        {
            Interlocked.Increment(ref _sampled); // else nothing was sent, for want of a token
        }

        if (result.ErrorKind is not (null or ErrorKind.Canceled))
        {
            lock (_changes)
            {
                _failed.Add(Of(trace, result, shape));
            }
        }
        else if (result.Phase is RunPhase.Measured or RunPhase.Drain && result.ResponseTimeMs > Volatile.Read(ref _least))
        {
            lock (_changes)
            {
                Keep(Of(trace, result, shape));
            }
        }
    }

    /// <summary>Returns the traces kept so far.</summary>
    public RunTraces Snapshot()
    {
        lock (_changes)
        {
            return new RunTraces
            {
                Share = share,
                Sampled = Volatile.Read(ref _sampled),
                Slowest = [.. _slowest],
                Failed = [.. _failed.Kept.OrderBy(static t => t.AtSeconds)],
                FailedLeftOut = _failed.LeftOut,
            };
        }
    }

    private void Keep(BatchTrace trace)
    {
        var at = _slowest.FindIndex(t => t.ResponseTimeMs < trace.ResponseTimeMs);
        _slowest.Insert(at < 0 ? _slowest.Count : at, trace);
        if (_slowest.Count > RunTraces.MostSlow)
        {
            _slowest.RemoveAt(RunTraces.MostSlow);
        }

        if (_slowest.Count == RunTraces.MostSlow)
        {
            Volatile.Write(ref _least, _slowest[^1].ResponseTimeMs);
        }
    }

    private static BatchTrace Of(TraceContext trace, BatchResult result, BatchShape shape) => new()
    {
        TraceId = trace.TraceId,
        SpanId = trace.SpanId,
        CorrelationId = result.CorrelationId,
        AtSeconds = result.ScheduledAfterMs / 1000,
        Phase = result.Phase,
        Name = result.Name,
        Method = result.Method,
        Scenario = result.Scenario,
        Held = shape.ToString(),
        Client = result.Client,
        Sequence = result.Sequence,
        Attempts = result.Attempt,
        ResponseTimeMs = result.ResponseTimeMs,
        ServiceTimeMs = result.ServiceTimeMs,
        StatusCode = result.StatusCode,
        ErrorKind = result.ErrorKind,
    };
}
