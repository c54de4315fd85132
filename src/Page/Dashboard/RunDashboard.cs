using System.Net.Sockets;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// A load as a live page in browsers of this machine. It listens from <see cref="Open(int)"/> on, shows the load from
/// <see cref="Attach(IShownLoad)"/> on, and ends with it: <see cref="CloseAsync"/> gives browsers the last state first. A run of this
/// process has it as an observer; others say by <see cref="Publish"/> when there is something new.
/// </summary>
internal sealed class RunDashboard : IRunObserver, IAsyncDisposable
{
    private readonly Acceptor _acceptor;
    private readonly Gate _gate;
    private readonly RunFeed _feed = new();
    private readonly object _ending = new();
    private bool _ended;
    private Task? _closed;
    private IShownLoad? _load;

    private RunDashboard(Socket listener, int port, TimeProvider time)
    {
        _gate = new Gate(port);
        var answers = new Answers(_feed, () => Volatile.Read(ref _load), time);
        _acceptor = new Acceptor(listener, socket => new Connection(socket, _gate, answers, time), time);
    }

    /// <summary>Address of the dashboard: on loopback, under a random path. A reader of the address can end the run.</summary>
    public Uri Url => _gate.Url;

    /// <summary>Listens.</summary>
    /// <param name="port">1 to 65535, or 0 for a free one.</param>
    /// <exception cref="BatchPerfException"><c>DashboardPortTaken</c>.</exception>
    public static RunDashboard Open(int port = 0) => Open(port, TimeProvider.System);

    /// <summary>Connections open now, and those closed at once because there were too many.</summary>
    internal (int Open, int Refused) Connections => (_acceptor.Open, _acceptor.Refused);

    internal static RunDashboard Open(int port, TimeProvider time)
    {
        var (listener, taken) = LoopbackListener.Open(port);
        return new RunDashboard(listener, taken, time);
    }

    /// <summary>Shows a run, which must have this as an observer.</summary>
    public void Attach(LoadRun load)
    {
        ArgumentNullException.ThrowIfNull(load);
        Attach(new ShownRun(load));
    }

    /// <summary>Shows a load.</summary>
    public void Attach(IShownLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        lock (_ending)
        {
            Volatile.Write(ref _load, load);
            if (_ended)
            {
                _feed.Publish(load, last: true); // it was over before it could be shown
            }
            else
            {
                _feed.Begin(load);
            }
        }
    }

    /// <summary>Tells viewers that there is a new state of the load.</summary>
    /// <param name="last">True when it has ended.</param>
    public void Publish(bool last)
    {
        lock (_ending)
        {
            _ended |= last;
            if (_load is { } load)
            {
                _feed.Publish(load, last);
            }
        }
    }

    /// <inheritdoc/>
    public void OnSecond(BatchRun run, DateTimeOffset at) => Publish(last: false);

    /// <inheritdoc/>
    public void OnEnd(BatchRun run) => Publish(last: true);

    /// <summary>
    /// Listens no more, and closes all connections within two seconds; viewers have the last state by then. May be called several times.
    /// </summary>
    public Task CloseAsync()
    {
        lock (_ending)
        {
            return _closed ??= Task.Run(() => _acceptor.CloseAsync(farewell: _feed.Current is { IsLast: true }));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();
}
