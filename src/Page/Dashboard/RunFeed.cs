using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Tells viewers once a second that there is something new; without viewers it costs the run one flag.</summary>
internal sealed class RunFeed : IRunObserver
{
    private readonly TaskCompletionSource<Pulse> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Look _look = new();
    private Pulse? _current;

    /// <summary>The newest moment; null before the run's first second.</summary>
    public Pulse? Current => Volatile.Read(ref _current);

    /// <summary>The first moment.</summary>
    public Task<Pulse> First => _first.Task;

    public void OnSecond(BatchRun run, DateTimeOffset at) => Publish(new Pulse(run, _look, last: false));

    public void OnEnd(BatchRun run) => Publish(new Pulse(run, _look, last: true));

    /// <summary>A moment before the end of the first second, for early viewers.</summary>
    public void Begin(BatchRun run)
    {
        var pulse = new Pulse(run, _look, last: false);
        if (Interlocked.CompareExchange(ref _current, pulse, null) is null)
        {
            _first.TrySetResult(pulse);
        }
    }

    private void Publish(Pulse pulse)
    {
        var before = Interlocked.Exchange(ref _current, pulse);
        _first.TrySetResult(pulse);
        before?.Follow(pulse);
    }
}
