namespace EdFi.BatchPerf.Running;

/// <summary>
/// Time for which a run may go on without hearing from its controller. It is renewed again and again; where it is not, the run ends by
/// itself, so that a machine which cannot be reached any more does not go on. Measured by the monotonic clock. Safe from any thread.
/// </summary>
public sealed class RunLease : IDisposable
{
    private readonly CancellationTokenSource _expired;

    /// <summary>Begins a lease.</summary>
    /// <param name="length">Time that it lasts from each <see cref="Renew"/>, or from now.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not more than no time.</exception>
    public RunLease(TimeSpan length)
        : this(length, TimeProvider.System)
    {
    }

    internal RunLease(TimeSpan length, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        Length = length;
        _expired = new CancellationTokenSource(length, time);
    }

    /// <summary>Time that it lasts from each <see cref="Renew"/>.</summary>
    public TimeSpan Length { get; }

    /// <summary>Fires when it has run out; from then on it cannot be renewed.</summary>
    public CancellationToken Expired => _expired.Token;

    /// <summary>Lets it last its whole length from now.</summary>
    /// <returns>False where it had run out.</returns>
    public bool Renew()
    {
        _expired.CancelAfter(Length);
        return !_expired.IsCancellationRequested;
    }

    /// <summary>Lets it neither run out nor be renewed any more.</summary>
    public void Dispose() => _expired.Dispose();
}
