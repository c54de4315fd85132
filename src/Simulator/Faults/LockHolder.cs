namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>A transaction that holds locks and may wait for another one.</summary>
internal sealed class LockHolder
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Documents { get; } = [];

    /// <summary>The transaction that this one waits for; there is never more than one.</summary>
    public LockHolder? WaitsFor { get; set; }

    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}
