namespace EdFi.BatchPerf.Running;

/// <summary>Feeds one sink from its own queue, flushing it once a second, so that a slow disk never holds up a worker.</summary>
internal sealed class SinkPump
{
    private const int WrittenAtOnce = 4096;
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);
    // Results come by tens of thousands a second: woken for each, a pool thread spins between them and takes a quarter of all CPU.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);
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

    /// <summary>Lets the sink write the rest.</summary>
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
            Guard(WriteWaiting);
            if (_time.GetElapsedTime(flushed) >= FlushEvery)
            {
                flushed = _time.GetTimestamp();
                Guard(_sink.Flush);
            }

            if (!Queue.IsCompleted)
            {
                await Task.Delay(Rest);
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

    /// <summary>
    /// Writes the results that wait, but no more than can be flushed in time: a queue that fills as fast as it is emptied has no end.
    /// </summary>
    private void WriteWaiting()
    {
        for (var written = 0; written < WrittenAtOnce && Queue.TryRead(out var result); written++)
        {
            _sink.Write(result);
        }
    }

    /// <summary>True when there is something to write; false at the end. Flushes the sink when no result comes for a second.</summary>
    private async Task<bool> WaitAsync()
    {
        var waiting = Queue.WaitToReadAsync();
        if (waiting.IsCompleted)
        {
            return await waiting;
        }

        var more = waiting.AsTask();
        try
        {
            return await more.WaitAsync(FlushEvery, _time);
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
