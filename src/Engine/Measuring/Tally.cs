using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Everything that is counted of one request name in one part of a run on one stripe; without locks, and addable.</summary>
internal sealed class Tally
{
    public static readonly int KindCount = Enum.GetValues<ErrorKind>().Length;

    private readonly long[] _failures = new long[KindCount];
    private readonly long[] _retried = new long[KindCount];
    private long _retries;
    private long _deadlocks;
    private long _triples;
    private long _timedTriples;
    private long _requestBytes;
    private long _responseBytes;
    private long _smallestCensored = long.MaxValue;
    private long _smallestSuccess = long.MaxValue;
    private long _smallestService = long.MaxValue;
    private long _inWindowRequests;
    private long _inWindowFailures;
    private long _inWindowCommitted;

    /// <summary>Response times of successes; of those cut off, the time until then, as a lower bound.</summary>
    public LatencyHistogram Response { get; } = new();

    /// <summary>Service times of the same.</summary>
    public LatencyHistogram Service { get; } = new();

    public LatencyHistogram FirstByte { get; } = new();

    /// <summary>Response times of failures, which are nothing that the service did.</summary>
    public LatencyHistogram Failed { get; } = new();

    /// <summary>Response times of those failures that the server answered.</summary>
    public LatencyHistogram Answered { get; } = new();

    public LedgerCounter Ledger { get; } = new();

    /// <summary>Endings of attempts that were followed by another.</summary>
    public LedgerCounter Earlier { get; } = new();

    /// <summary>Attempts beyond the first of each batch.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Counts of operations by outcome, in all attempts.</summary>
    public OperationCounts Operations => Ledger.Operations + Earlier.Operations;

    /// <summary>Triples carried or begun; 0 where results do not say it.</summary>
    public long Triples => Volatile.Read(ref _triples);

    /// <summary>Triples of the requests whose times <see cref="Response"/> holds.</summary>
    public long TimedTriples => Volatile.Read(ref _timedTriples);

    /// <summary>Failures that are probably deadlocks.</summary>
    public long Deadlocks => Volatile.Read(ref _deadlocks);

    public long RequestBytes => Volatile.Read(ref _requestBytes);

    public long ResponseBytes => Volatile.Read(ref _responseBytes);

    /// <summary>Batches cut off at the end of the run.</summary>
    public long Censored => FailuresOf(ErrorKind.Canceled);

    /// <summary>Batches that failed; those cut off are none.</summary>
    public long Failures => _failures.Sum() - Censored;

    /// <summary>The shortest response time, in µs, after which a batch was cut off; null when none was.</summary>
    public long? SmallestCensored => Known(ref _smallestCensored);

    /// <summary>The shortest response time of a success, in µs; null where there is none.</summary>
    public long? SmallestSuccess => Known(ref _smallestSuccess);

    /// <summary>The shortest service time of a success, in µs; null where there is none.</summary>
    public long? SmallestService => Known(ref _smallestService);

    /// <summary>Batches scheduled before the measured window that completed in it.</summary>
    public long InWindowRequests => Volatile.Read(ref _inWindowRequests);

    /// <summary>Requests among them that failed.</summary>
    public long InWindowFailures => Volatile.Read(ref _inWindowFailures);

    /// <summary>The operations that they committed.</summary>
    public long InWindowCommitted => Volatile.Read(ref _inWindowCommitted);

    public long FailuresOf(ErrorKind kind) => Volatile.Read(ref _failures[(int)kind]);

    /// <summary>Attempts that failed so and were followed by another.</summary>
    public long RetriedOf(ErrorKind kind) => Volatile.Read(ref _retried[(int)kind]);

    public void Record(BatchResult result, BatchShape? shape, double? firstByteMs)
    {
        var response = Micros(result.ResponseTimeMs);
        if (result.Success || result.ErrorKind == ErrorKind.Canceled)
        {
            Response.Record(response);
            Service.Record(Micros(result.ServiceTimeMs));
            if (firstByteMs is { } firstByte)
            {
                FirstByte.Record(Micros(firstByte));
            }

            if (result.Triples != 0)
            {
                Interlocked.Add(ref _timedTriples, result.Triples);
            }
        }
        else
        {
            Failed.Record(response);
            if (result.StatusCode is not null)
            {
                Answered.Record(response);
            }
        }

        if (result.Success)
        {
            Extremes.Lower(ref _smallestSuccess, response);
            Extremes.Lower(ref _smallestService, Micros(result.ServiceTimeMs));
        }

        Ledger.Record(result, shape);
        if (result.Attempt > 1)
        {
            Interlocked.Add(ref _retries, result.Attempt - 1);
            Earlier.RecordEarlier(result, shape);
            CountRetried(result.Attempts);
        }

        if (result.Triples != 0)
        {
            Interlocked.Add(ref _triples, result.Triples);
        }

        Interlocked.Add(ref _requestBytes, result.RequestBytes);
        Interlocked.Add(ref _responseBytes, result.ResponseBytes);
        if (!result.Success)
        {
            // A failure without a kind never comes from this program, only from an edited file.
            var kind = result.ErrorKind is { } known && (uint)known < (uint)KindCount ? known : ErrorKind.InvalidResponse;
            Interlocked.Increment(ref _failures[(int)kind]);
            if (DeadlockRule.IsProbable(result))
            {
                Interlocked.Increment(ref _deadlocks);
            }

            if (kind == ErrorKind.Canceled)
            {
                Extremes.Lower(ref _smallestCensored, response);
            }
        }
    }

    public void NoteCompletedInWindow(BatchResult result)
    {
        Interlocked.Increment(ref _inWindowRequests);
        Interlocked.Add(ref _inWindowFailures, result.Success ? 0 : 1);
        Interlocked.Add(ref _inWindowCommitted, result.OperationsCommitted);
    }

    public void Add(Tally other)
    {
        // Failures before batches: a batch that ends meanwhile must not show as a failure that is no batch.
        for (var kind = 0; kind < KindCount; kind++)
        {
            _failures[kind] += other.FailuresOf((ErrorKind)kind);
            _retried[kind] += other.RetriedOf((ErrorKind)kind);
        }

        Response.Add(other.Response);
        Service.Add(other.Service);
        FirstByte.Add(other.FirstByte);
        Failed.Add(other.Failed);
        Answered.Add(other.Answered);
        Ledger.Add(other.Ledger);
        Earlier.Add(other.Earlier);
        _retries += other.Retries;
        _deadlocks += other.Deadlocks;
        _triples += other.Triples;
        _timedTriples += other.TimedTriples;
        _requestBytes += other.RequestBytes;
        _responseBytes += other.ResponseBytes;
        _smallestCensored = Math.Min(_smallestCensored, Volatile.Read(ref other._smallestCensored));
        _smallestSuccess = Math.Min(_smallestSuccess, Volatile.Read(ref other._smallestSuccess));
        _smallestService = Math.Min(_smallestService, Volatile.Read(ref other._smallestService));
        _inWindowRequests += other.InWindowRequests;
        _inWindowFailures += other.InWindowFailures;
        _inWindowCommitted += other.InWindowCommitted;
    }

    /// <summary>Failures before requests: a batch that ends meanwhile must not show as a failure that is no request.</summary>
    public void AddTo(NameSnapshot snapshot)
    {
        snapshot.AddFailures(FailuresOf);
        snapshot.AddRequests(Ledger.Batches, Ledger.Operations.Committed, RequestBytes, ResponseBytes);
        snapshot.AddTimes(Response, Failed);
        snapshot.AddShortest(Ledger.Batches - _failures.Sum(), SmallestSuccess);
    }

    private void CountRetried(IReadOnlyList<BatchAttempt>? attempts)
    {
        for (var i = 0; i < (attempts?.Count ?? 0) - 1; i++)
        {
            if (attempts![i].ErrorKind is { } kind && (uint)kind < (uint)KindCount)
            {
                Interlocked.Increment(ref _retried[(int)kind]);
            }
        }
    }

    private static long? Known(ref long smallest) => Volatile.Read(ref smallest) is var value && value == long.MaxValue ? null : value;

    private static long Micros(double ms) => (long)Math.Round(ms * 1000);
}
