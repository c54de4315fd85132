using System.Globalization;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A disk that fills while results are written: the run ends gracefully and says why, and all other readers get everything.</summary>
public sealed class SinkFaultTests
{
    [Fact]
    public async Task A_full_disk_ends_the_run_and_the_other_sink_and_the_stream_are_complete()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var full = new RecordingSink { Writing = static n => Fill(n == 20) };
        var healthy = new RecordingSink();
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Sinks = [full, healthy] });

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.ResultFileFailed, "No space left on device"), (load.Run.StopReason, load.Run.Fault));
        Assert.Equal((20, true), (full.Written.Count, full.Disposed));
        Assert.Equal((results.Count, results.Count, true), (healthy.Written.Count, healthy.FlushedAt, healthy.Disposed));
        Assert.Equal(results.Count, server.Batches);
    }

    [Fact]
    public async Task A_disk_that_is_full_only_when_the_file_is_closed_shows_as_the_run_s_fault()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(10), new RunOptions { Sinks = [new RecordingSink { Disposing = static () => Fill(true) }] });

        var results = await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchCount, "No space left on device", 10), (load.Run.StopReason, load.Run.Fault, results.Count));
    }

    [Fact]
    public async Task A_real_full_device_ends_the_run()
    {
        if (!File.Exists("/dev/full"))
        {
            return; // not on this system
        }

        await using var server = new RawServer();
        using var connection = server.Connect();
        var writer = new StreamWriter("/dev/full") { AutoFlush = false };
        var sink = new RecordingSink
        {
            Writing = n => writer.WriteLine(n.ToString(CultureInfo.InvariantCulture)),
            Flushing = writer.Flush,
            Disposing = writer.BaseStream.Dispose,
        };
        var load = Load.Start(connection, Plans.Closed(), new RunOptions { Sinks = [sink] });

        await Load.FinishAsync(load);

        Assert.Equal(StopReason.ResultFileFailed, load.Run.StopReason);
        Assert.Contains("space", load.Run.Fault, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_observer_that_throws_ends_the_run_and_is_told_of_its_end()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var observer = new ThrowingObserver();
        var load = Load.Start(connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(10) }, new RunOptions { Observers = [observer] });

        await Load.FinishAsync(load);

        Assert.Equal((StopReason.ResultFileFailed, "history is full"), (load.Run.StopReason, load.Run.Fault));
        Assert.True(observer.SawTheEnd);
    }

    private static void Fill(bool now)
    {
        if (now)
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class ThrowingObserver : IRunObserver
    {
        public bool SawTheEnd { get; private set; }

        public void OnSecond(BatchRun run, DateTimeOffset at) => throw new IOException("history is full");

        public void OnEnd(BatchRun run) => SawTheEnd = run.EndedAt is not null;
    }
}
