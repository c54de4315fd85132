using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Remembers what it was given; breaks where it is told to.</summary>
internal sealed class RecordingSink : IResultSink
{
    private readonly TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<BatchResult> Written { get; } = [];

    public int FlushedAt { get; private set; } = -1;

    public bool Disposed { get; private set; }

    /// <summary>Completes with the first flush.</summary>
    public Task Flushed => _flushed.Task;

    public Action<int> Writing { get; init; } = static _ => { };

    public Action Flushing { get; init; } = static () => { };

    public Action Disposing { get; init; } = static () => { };

    public void Write(BatchResult result)
    {
        Writing(Written.Count);
        Written.Add(result);
    }

    public void Flush()
    {
        Flushing();
        FlushedAt = Written.Count;
        _flushed.TrySetResult();
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        Disposing();
        return ValueTask.CompletedTask;
    }
}
