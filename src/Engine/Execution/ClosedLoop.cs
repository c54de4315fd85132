using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Execution;

/// <summary>Clients that send their next batch when the last one was answered.</summary>
internal sealed class ClosedLoop : ILoadModel, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly RunContext _run;
    private readonly ClientCurve _curve;
    private readonly List<ClosedClient> _clients = [];
    private double _override = double.NaN;

    public ClosedLoop(RunContext run)
    {
        _run = run;
        _curve = run.Plan.Clients();
    }

    public int Clients => _clients.Count(static c => c.Working);

    public void ChangeLoad(double target) => Volatile.Write(ref _override, target);

    public async Task RunAsync()
    {
        var end = _run.Phases.End;
        while (!_run.Stopping.IsCancellationRequested)
        {
            var now = _run.Clock.Seconds(_run.Clock.Now);
            if (now >= end)
            {
                _run.Run.End(StopReason.Duration);
                _run.StopSending(windowEnds: true);
                break;
            }

            SetClients(Target(now));
            if (_clients.Exists(static c => c.OutOfBatches))
            {
                break;
            }

            await _run.PauseAsync(end - now < Tick.TotalSeconds ? TimeSpan.FromSeconds(end - now) : Tick);
        }

        await Task.WhenAll(_clients.Select(static c => c.Finished));
        if (_run.Plan.BatchCount is not null && _clients.Exists(static c => c.OutOfBatches))
        {
            _run.Run.End(StopReason.BatchCount);
        }
    }

    public void Dispose() => _clients.ForEach(static c => c.Dispose());

    private int Target(double now)
    {
        var asked = Volatile.Read(ref _override);
        return double.IsNaN(asked) ? _curve.At(now) : (int)asked;
    }

    private void SetClients(int target)
    {
        while (_clients.Count < target)
        {
            _clients.Add(new ClosedClient(_run, _clients.Count));
        }

        for (var i = 0; i < _clients.Count; i++)
        {
            _clients[i].SetActive(i < target);
        }
    }
}
