using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Running;

/// <summary>Clients that send their next batch when the last one was answered.</summary>
internal sealed class ClosedLoop : ILoadModel, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly RunContext _run;
    private readonly ClientCurve _curve;
    private volatile ClosedClient[] _clients = []; // grows by being replaced: others look at it while it does
    private double _override = double.NaN;

    public ClosedLoop(RunContext run)
    {
        _run = run;
        _curve = run.Plan.Clients();
    }

    public double? FirstDue => _curve.WhenReached(_run.Plan.Segment.First);

    // parents were made for the clients of the plan alone
    public double Most => _run.Plan.ReusesParents ? _run.Plan.OwnClients : _run.Plan.Segment.ShareOf(RunOptionTable.MostClients);

    public double TargetAt(double seconds) => Target(seconds);

    public double ChangeLoad(double target)
    {
        var clients = Math.Floor(Math.Clamp(target, 0, Most));
        Volatile.Write(ref _override, clients);
        return clients;
    }

    public async Task RunAsync()
    {
        try
        {
            await SpawnAsync();
        }
        catch (Exception exception)
        {
            _run.Stop.Break(StopReason.Fault, exception);
        }

        await _run.FinishAsync(Task.WhenAll(_clients.Select(static c => c.Finished)));
        if (_run.Plan.BatchCount is not null)
        {
            _run.Run.End(StopReason.BatchCount);
        }
    }

    public void Dispose() => Array.ForEach(_clients, static c => c.Dispose());

    private async Task SpawnAsync()
    {
        var end = _run.Phases.End;
        while (!_run.Stop.Beginning.IsCancellationRequested)
        {
            var now = _run.Clock.Seconds(_run.Clock.Now);
            if (now >= end)
            {
                _run.Stop.End(StopReason.Duration);
                return;
            }

            SetClients(Target(now));
            await _run.RestAsync(end - now < Tick.TotalSeconds ? TimeSpan.FromSeconds(end - now) : Tick);
        }
    }

    private int Target(double now)
    {
        var asked = Volatile.Read(ref _override);
        return double.IsNaN(asked) ? (int)_run.Plan.Segment.ShareOf(_curve.At(now)) : (int)asked;
    }

    private void SetClients(int target)
    {
        var clients = _clients;
        if (clients.Length < target)
        {
            _clients = clients =
            [
                .. clients,
                .. Enumerable.Range(clients.Length, target - clients.Length)
                    .Select(number => new ClosedClient(_run, (int)_run.Plan.Segment.NumberOf(number))),
            ];
        }

        for (var i = 0; i < clients.Length; i++)
        {
            clients[i].SetActive(i < target);
        }
    }
}
