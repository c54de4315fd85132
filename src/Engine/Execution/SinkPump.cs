namespace EdFi.BatchPerf.Execution;

/// <summary>Feeds one sink from its own queue, flushing it once a second, so that a slow disk never holds up a worker.</summary>
internal sealed class SinkPump
{
    private readonly IResultSink _sink;
    private readonly Action<Exception> _failed;
    private readonly TimeProvider _time;
    private readonly Task _pumping;
    private bool _broken;

    public SinkPump(IResultSink sink, TimeProvider time, Action<Exception> failed)
    {
        _sink = sink;
        _time = time;
        _failed = failed;
        _pumping = Task.Run(PumpAsync);
    }

    public ResultQueue Queue { get; } = new();

    /// <summary>Lets the sink write what is left.</summary>
    public async Task FinishAsync()
    {
        Queue.Complete();
        await _pumping;
    }

    private async Task PumpAsync()
    {
        var flushed = _time.GetTimestamp();
        while (await WaitAsync())
        {
            Guard(() =>
            {
                while (Queue.TryRead(out var result))
                {
                    _sink.Write(result);
                }
            });
            if (_time.GetElapsedTime(flushed) >= TimeSpan.FromSeconds(1))
            {
                flushed = _time.GetTimestamp();
                Guard(_sink.Flush);
            }
        }

        Guard(_sink.Flush);
        try
        {
            await _sink.DisposeAsync();
        }
        catch (Exception exception)
        {
            Report(exception);
        }
    }

    /// <summary>True when there is something to write or a second has passed; false at the end.</summary>
    private async Task<bool> WaitAsync()
    {
        var more = Queue.WaitToReadAsync().AsTask();
        try
        {
            return await more.WaitAsync(TimeSpan.FromSeconds(1), _time);
        }
        catch (TimeoutException)
        {
            Guard(_sink.Flush);
            return await more;
        }
    }

    private void Guard(Action write)
    {
        if (_broken)
        {
            while (Queue.TryRead(out _))
            {
                // The sink is gone, its results with it: the run is being ended because of it.
            }

            return;
        }

        try
        {
            write();
        }
        catch (Exception exception)
        {
            Report(exception);
        }
    }

    private void Report(Exception exception)
    {
        if (!_broken)
        {
            _broken = true;
            _failed(exception);
        }
    }
}
