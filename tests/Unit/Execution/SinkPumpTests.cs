using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class SinkPumpTests
{
    [Fact]
    public async Task Ten_thousand_results_arrive_in_order_and_are_flushed_and_closed_at_the_end()
    {
        var sink = new RecordingSink();
        var pump = new SinkPump(sink, TimeProvider.System, static e => throw e);
        for (var i = 0; i < 10_000; i++)
        {
            pump.Queue.Write(Result(i));
        }

        await pump.FinishAsync();

        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => (long)i), sink.Written.Select(static r => r.Sequence));
        Assert.Equal(10_000, sink.FlushedAt);
        Assert.True(sink.Disposed);
        Assert.Equal(0, pump.Queue.Waiting);
    }

    [Fact]
    public async Task A_sink_is_flushed_while_results_come_faster_than_it_writes_them()
    {
        SinkPump? pump = null;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new RecordingSink { Writing = n => pump!.Queue.Write(Result(n)), Flushing = () => begun.TrySetResult() };
        pump = new SinkPump(sink, new Api.HurriedTime(), static e => throw e);
        pump.Queue.Write(Result(0));

        await begun.Task.WaitAsync(Load.Bound);
        await sink.Flushed.WaitAsync(Load.Bound);

        pump.Queue.Complete();
        await pump.FinishAsync().WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task A_sink_that_is_given_nothing_for_a_second_is_flushed()
    {
        var sink = new RecordingSink();
        var pump = new SinkPump(sink, TimeProvider.System, static e => throw e);
        pump.Queue.Write(Result(1));

        await sink.Flushed.WaitAsync(Load.Bound);

        await pump.FinishAsync();
    }

    [Fact]
    public async Task A_sink_that_breaks_is_told_of_once_gets_nothing_more_and_is_closed()
    {
        var failures = new List<Exception>();
        var sink = new RecordingSink { Writing = static n => Throw(n == 3), Disposing = static () => Throw(true) };
        var pump = new SinkPump(sink, TimeProvider.System, failures.Add);
        for (var i = 0; i < 1000; i++)
        {
            pump.Queue.Write(Result(i));
        }

        await pump.FinishAsync().WaitAsync(Load.Bound);

        Assert.Equal("No space left on device", Assert.Single(failures).Message);
        Assert.Equal(3, sink.Written.Count);
        Assert.True(sink.Disposed);
        Assert.Equal(0, pump.Queue.Waiting);
    }

    [Fact]
    public async Task What_is_written_after_the_end_does_not_seem_to_wait()
    {
        var queue = new ResultQueue();
        queue.Write(Result(1));
        queue.Complete();
        queue.Write(Result(2));

        Assert.Equal(1, queue.Waiting);
        Assert.True(queue.TryRead(out _));
        Assert.False(await queue.WaitToReadAsync());
        Assert.Equal(0, queue.Waiting);
    }

    private static BatchResult Result(long sequence) => new() { RunId = "0000000000000", Scenario = "s", Name = "n", Resource = "r", Sequence = sequence };

    private static void Throw(bool now)
    {
        if (now)
        {
            throw new IOException("No space left on device");
        }
    }
}
