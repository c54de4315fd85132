namespace EdFi.BatchPerf.Api;

/// <summary>
/// Bounds the time that a piece of work waits, in all, for a server that refuses for now. Safe for concurrent use.
/// </summary>
/// <param name="time">Waits.</param>
/// <param name="most">The most time, above 0; waits at the same time count each.</param>
internal sealed class WaitBudget(TimeProvider time, TimeSpan most)
{
    private long _left = most.Ticks;
    private volatile bool _spent;

    /// <summary>The most time.</summary>
    public TimeSpan Most => most;

    /// <summary>True when a wait was longer than what was left.</summary>
    public bool IsSpent => _spent;

    /// <summary>Waits.</summary>
    /// <returns>False where that would be longer than what is left; then nothing was waited for.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (Interlocked.Add(ref _left, -wait.Ticks) < 0)
        {
            Interlocked.Add(ref _left, wait.Ticks);
            _spent = true;
            return false;
        }

        await Task.Delay(wait, time, cancellationToken);
        return true;
    }
}
