using System.Threading.Channels;

namespace EdFi.BatchPerf.Running;

/// <summary>Results on their way to one reader. Writing never waits; how many wait is known.</summary>
public sealed class ResultQueue
{
    private readonly Channel<BatchResult> _channel =
        Channel.CreateUnbounded<BatchResult>(new UnboundedChannelOptions { SingleReader = true });
    private long _waiting;

    /// <summary>Results written and not yet read.</summary>
    public long Waiting => Volatile.Read(ref _waiting);

    /// <summary>True when everything was read and nothing more will come.</summary>
    public bool IsCompleted => _channel.Reader.Completion.IsCompleted;

    /// <summary>Takes the next result if there is one.</summary>
    public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out BatchResult? result)
    {
        if (!_channel.Reader.TryRead(out result))
        {
            return false;
        }

        Interlocked.Decrement(ref _waiting);
        return true;
    }

    /// <summary>Waits until there is something to read; false when there never will be.</summary>
    public ValueTask<bool> WaitToReadAsync() => _channel.Reader.WaitToReadAsync();

    internal void Write(BatchResult result)
    {
        Interlocked.Increment(ref _waiting);
        if (!_channel.Writer.TryWrite(result))
        {
            Interlocked.Decrement(ref _waiting); // completed: the result will not be read
        }
    }

    internal void Complete() => _channel.Writer.TryComplete();
}
