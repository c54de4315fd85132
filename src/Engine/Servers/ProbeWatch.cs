using System.Globalization;

namespace EdFi.BatchPerf.Servers;

/// <summary>
/// Reads one probe before, during and after a run, and never lets it hold up the run: readings that fail or last are skipped and counted.
/// </summary>
internal sealed class ProbeWatch(IServerProbe probe, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(12);
    private readonly object _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private ServerTally _tally = new(probe.Source, 0);
    private (ServerMoment Moment, IReadOnlyList<ServerReading> Readings)? _before;
    private Func<ServerMoment> _now = static () => default;
    private Task _reading = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private long _asked;
    private long _skipped;
    private long _failed;
    private string? _problem;

    public IReadOnlyList<ServerSample> Samples => Locked(() => _tally.Samples.ToList());

    public IReadOnlyList<ServerCost> Costs => Locked(() => _tally.Costs.ToList());

    public IReadOnlyList<string> Notes =>
        Locked(() => new List<string>([.. probe.Notes.Concat(OwnNotes()).Select(PlainText.Line).OfType<string>()]));

    /// <summary>Reads for the first time, before anything is sent; goes on without when that lasts.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _reading = ReadAsync(underLoad: true, cancellationToken);
        await Task.WhenAny(_reading, Task.Delay(FirstPatience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Reads once more for the first time; where that fails, the earlier reading counts.</summary>
    public async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        if (_reading.IsCompleted)
        {
            await (_reading = ReadAsync(underLoad: true, cancellationToken, first: true));
        }
    }

    public void Start(Func<ServerMoment> now, double measuredFrom)
    {
        lock (_lock)
        {
            _tally = new ServerTally(probe.Source, measuredFrom);
            _now = now;
            if (_before is { } before)
            {
                _tally.Take(before.Moment, before.Readings);
            }
        }

        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Reads for the last time.</summary>
    /// <param name="hurry">Fires when nothing is to be waited for any more.</param>
    public async Task EndAsync(CancellationToken hurry)
    {
        var end = _now();
        _now = () => end;
        await _ended.CancelAsync();
        await _watching;
        if (!_reading.IsCompleted)
        {
            await Task.WhenAny(_reading, Task.Delay(Period, time, hurry));
        }

        if (_reading.IsCompleted)
        {
            await LookAtOnceAsync(hurry);
            await SettleAsync(hurry);
            using var patience = Patience(hurry.IsCancellationRequested ? Period / 2 : LastPatience, CancellationToken.None);
            await Task.WhenAny(_reading = ReadAsync(underLoad: false, patience.Token), Task.Delay(LastPatience, time, patience.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
        await probe.DisposeAsync();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                if (_reading.IsCompleted)
                {
                    _reading = ReadAsync(underLoad: true, CancellationToken.None);
                }
                else
                {
                    Interlocked.Increment(ref _skipped);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the load has ended
        }
    }

    /// <summary>A run of less than a second has seen no level yet: the next best is the one at its very end.</summary>
    private async Task LookAtOnceAsync(CancellationToken hurry)
    {
        if (Volatile.Read(ref _asked) == 1 && !hurry.IsCancellationRequested)
        {
            using var patience = Patience(FirstPatience, hurry);
            await Task.WhenAny(_reading = ReadAsync(underLoad: true, patience.Token), Task.Delay(FirstPatience, time, hurry));
        }
    }

    private async Task SettleAsync(CancellationToken hurry)
    {
        using var patience = Patience(SettlePatience, hurry);
        try
        {
            await probe.SettleAsync(patience.Token);
        }
        catch (Exception)
        {
            // What could not be waited for is told by the last reading, or by its absence.
        }
    }

    private async Task ReadAsync(bool underLoad, CancellationToken cancellationToken, bool first = false)
    {
        Interlocked.Increment(ref _asked);
        var moment = _now();
        try
        {
            var readings = await Task.Run(() => probe.ReadAsync(cancellationToken), cancellationToken);
            lock (_lock)
            {
                _before = first ? (default, readings) : _before ?? (default, readings);
                _tally.Take(moment, readings, underLoad);
            }
        }
        catch (Exception exception)
        {
            Interlocked.Increment(ref _failed);
            _problem ??= exception.Message;
        }
    }

    private IEnumerable<string> OwnNotes()
    {
        var (asked, skipped, failed) = (Volatile.Read(ref _asked), Volatile.Read(ref _skipped), Volatile.Read(ref _failed));
        if (skipped > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{probe.Source}: {skipped} of {asked + skipped} readings were skipped because the one before had not ended.");
        }

        if (failed > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{probe.Source}: {failed} of {asked + skipped} readings failed, the first one with: {_problem}");
        }

        if (_tally.Restarted)
        {
            yield return $"{probe.Source}: counts began anew during the run (a restart, or statistics that were reset), so a part of "
                + "the costs is missing.";
        }
    }

    private CancellationTokenSource Patience(TimeSpan most, CancellationToken hurry)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        source.CancelAfter(most);
        return source;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
