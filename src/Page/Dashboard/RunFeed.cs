namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Tells viewers once a second that there is a new state; without viewers it costs the load one flag.</summary>
internal sealed class RunFeed
{
    private readonly TaskCompletionSource<Pulse> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Pulse? _current;

    /// <summary>The newest moment; null before the load's first second.</summary>
    public Pulse? Current => Volatile.Read(ref _current);

    /// <summary>The first moment.</summary>
    public Task<Pulse> First => _first.Task;

    /// <summary>A moment before the end of the first second, for early viewers.</summary>
    public void Begin(IShownLoad load)
    {
        var pulse = new Pulse(load, last: false);
        if (Interlocked.CompareExchange(ref _current, pulse, null) is null)
        {
            _first.TrySetResult(pulse);
        }
    }

    /// <summary>A new moment.</summary>
    /// <param name="load">The load.</param>
    /// <param name="last">True when it has ended.</param>
    public void Publish(IShownLoad load, bool last)
    {
        var pulse = new Pulse(load, last);
        var before = Interlocked.Exchange(ref _current, pulse);
        _first.TrySetResult(pulse);
        before?.Follow(pulse);
    }
}
