namespace EdFi.BatchPerf.Batches;

/// <summary>
/// One worker's way of giving up on a batch: after the request timeout, or when the run is cut off. Reused from batch to batch;
/// a source that has fired is replaced.
/// </summary>
internal sealed class ExchangeCancellation : IDisposable
{
    private readonly CancellationToken _run;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private CancellationTokenSource _source;
    private CancellationTokenRegistration _registration;

    public ExchangeCancellation(TimeSpan timeout, TimeProvider time, CancellationToken run)
    {
        _timeout = timeout;
        _time = time;
        _run = run;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = Register();
    }

    public CancellationToken Token => _source.Token;

    public TimeSpan RequestTimeout => _timeout;

    /// <summary>True when the run was cut off, false when only the timeout fired.</summary>
    public bool RunEnded => _run.IsCancellationRequested;

    /// <summary>Starts the clock for the next exchange.</summary>
    public void Arm()
    {
        if (!_source.TryReset() && !_run.IsCancellationRequested)
        {
            _registration.Dispose();
            _source.Dispose();
            _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
            _registration = Register();
        }

        _source.CancelAfter(_timeout);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private CancellationTokenRegistration Register() =>
        _run.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
}
