using System.Threading.Channels;
using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Batches that are due whether or not the server keeps up. One thread releases each arrival at its moment; whichever client is
/// free takes it, clients being added up to the cap. A late arrival goes out as soon as a client is free.
/// </summary>
internal sealed class OpenLoop : ILoadModel, IDisposable
{
    private const long MostUnsent = 5_000_000;
    private readonly RunContext _run;
    private readonly ArrivalLog _log;
    private readonly Channel<Arrival> _due = Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly List<VirtualClient> _clients = [];
    private readonly List<Task> _working = [];
    private readonly LoadCurve _planned;
    private double _newRate = double.NaN; // until the schedule has taken it over
    private double _askedRate = double.NaN;

    public OpenLoop(RunContext run, ArrivalLog log)
    {
        _run = run;
        _log = log;
        _planned = run.Plan.Arrivals(run.Deck.OperationsPerBatch);
    }

    public double? FirstDue => Schedule().Next();

    public double Most => RunOptionTable.MostBatchRate * _run.Plan.Segment.Share;

    public double TargetAt(double seconds)
    {
        var asked = Volatile.Read(ref _askedRate);
        return double.IsNaN(asked) ? _planned.At(seconds) * _run.Plan.Segment.Share : asked;
    }

    public double ChangeLoad(double target)
    {
        var rate = Math.Clamp(target, 0, Most);
        Volatile.Write(ref _askedRate, rate);
        Volatile.Write(ref _newRate, rate);
        return rate;
    }

    public async Task RunAsync()
    {
        await Task.Factory.StartNew(Release, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _due.Writer.TryComplete();
        await _run.FinishAsync(Task.WhenAll(_working));
        while (_due.Reader.TryRead(out _))
        {
            Drop();
        }

        if (_run.Plan.BatchCount is not null)
        {
            _run.Run.End(StopReason.BatchCount);
        }
    }

    public void Dispose() => _clients.ForEach(static c => c.Dispose());

    private ArrivalSchedule Schedule() => new(_planned, _run.Plan.ArrivalDistribution, _run.Plan.Seed, _run.Plan.Segment);

    private void Release()
    {
        try
        {
            ReleaseArrivals();
        }
        catch (Exception exception)
        {
            _run.Stop.Break(StopReason.Fault, exception);
        }
    }

    private void ReleaseArrivals()
    {
        var schedule = Schedule();
        var end = _run.Phases.End;
        while (!_run.Stop.Beginning.IsCancellationRequested)
        {
            ApplyNewRate(schedule);
            var next = schedule.Next() ?? double.PositiveInfinity;
            if (!SleepUntil(Math.Min(next, end)))
            {
                continue; // stopped, or another rate was asked for: the arrival that was waited for is still to come
            }

            if (next >= end)
            {
                _run.Stop.End(StopReason.Duration);
            }
            else if (_run.TakeBatch())
            {
                Hand(new Arrival(_run.Clock.Timestamp(next), schedule.Number));
                schedule.Take();
            }
        }
    }

    private bool SleepUntil(double seconds)
    {
        const double aWhile = 3600;
        while (double.IsInfinity(seconds))
        {
            if (!SleepUntil(_run.Clock.Seconds(_run.Clock.Now) + aWhile))
            {
                return false;
            }
        }

        return PreciseSleep.Until(
            _run.Clock.Timestamp(seconds),
            () => !_run.Stop.Sending.IsCancellationRequested && double.IsNaN(Volatile.Read(ref _newRate)));
    }

    private void ApplyNewRate(ArrivalSchedule schedule)
    {
        var rate = Interlocked.Exchange(ref _newRate, double.NaN);
        if (!double.IsNaN(rate))
        {
            schedule.ChangeRate(_run.Clock.Seconds(_run.Clock.Now), rate / _run.Plan.Segment.Share);
        }
    }

    private void Hand(Arrival arrival)
    {
        _log.Schedule();
        if (_run.Clients.Idle <= 0 && _clients.Count < _run.Plan.OwnClients)
        {
            var client = new VirtualClient(_run, (int)_run.Plan.Segment.NumberOf(_clients.Count));
            _clients.Add(client);
            _working.Add(Task.Run(() => WorkAsync(client)));
            _run.Clients.Begin();
        }

        _due.Writer.TryWrite(arrival with { Free = _run.Clients.Occupy() });
        if (_log.Unsent > MostUnsent)
        {
            _run.Stop.End(StopReason.ResultsBacklog, $"More than {MostUnsent} arrivals waited for a client.");
        }
    }

    private void Drop()
    {
        _log.Drop();
        _run.Clients.Release(); // it no longer waits for a client
    }

    private async Task WorkAsync(VirtualClient client)
    {
        try
        {
            while (true)
            {
                var arrival = await _due.Reader.ReadAsync(); // wakes one client; WaitToReadAsync would wake all that are free
                if (_run.Stop.InFlight.IsCancellationRequested || (_run.Stop.Sending.IsCancellationRequested && !arrival.Free))
                {
                    Drop();
                    continue;
                }

                _log.Send(arrival, _run.Clock);
                await client.SendAsync(_run.Deck.For(arrival.Number), arrival.Due);
                _run.Clients.Release();
            }
        }
        catch (ChannelClosedException)
        {
            // nothing more is due
        }
        catch (Exception exception)
        {
            _run.Stop.Break(StopReason.Fault, exception);
        }
    }
}
