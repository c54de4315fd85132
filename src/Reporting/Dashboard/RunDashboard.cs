using System.Collections.Concurrent;
using System.Net;
using EdFi.BatchPerf.Execution;

namespace EdFi.BatchPerf.Reporting.Dashboard;

/// <summary>
/// A run as a live page in browsers of this machine. It listens from <see cref="Open"/> on, shows the run from <see cref="Attach"/> on,
/// and ends with it: <see cref="CloseAsync"/> gives browsers the last state first. Give it to the run as an observer.
/// </summary>
public sealed class RunDashboard : IRunObserver, IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly HttpListener _listener;
    private readonly Gate _gate;
    private readonly RunFeed _feed = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _answering = new();
    private readonly Task _accepting;
    private Task? _closed;
    private LoadRun? _load;

    private RunDashboard(HttpListener listener, int port)
    {
        _listener = listener;
        _gate = new Gate(port);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it is: on loopback, with a path that nobody can guess. Whoever knows it can end the run.</summary>
    public Uri Url => _gate.Url;

    /// <summary>Listens.</summary>
    /// <param name="port">1 to 65535, or 0 for a free one.</param>
    /// <exception cref="BatchPerfException"><c>DashboardPortTaken</c>.</exception>
    public static RunDashboard Open(int port = 0)
    {
        var (listener, taken) = LoopbackListener.Open(port);
        return new RunDashboard(listener, taken);
    }

    /// <summary>Shows a run, which must have this as an observer.</summary>
    public void Attach(LoadRun load)
    {
        ArgumentNullException.ThrowIfNull(load);
        Volatile.Write(ref _load, load);
        _feed.Begin(load.Run);
    }

    /// <inheritdoc/>
    public void OnSecond(BatchRun run, DateTimeOffset at) => _feed.OnSecond(run, at);

    /// <inheritdoc/>
    public void OnEnd(BatchRun run) => _feed.OnEnd(run);

    /// <summary>Lets those who watch have the last state, for at most two seconds, and listens no more. May be called several times.</summary>
    public Task CloseAsync()
    {
        lock (_closing)
        {
            return _closed ??= Task.Run(CloseOnceAsync);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task CloseOnceAsync()
    {
        if (_feed.Current is { IsLast: true })
        {
            await Task.WhenAny(Task.WhenAll(_answering.Keys), Task.Delay(Farewell));
        }

        await _closing.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_answering.Keys), Task.Delay(Farewell));
        _listener.Close();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var answer = new Answer(context, _gate, _feed, () => Volatile.Read(ref _load));
                var answering = Task.Run(() => answer.GiveAsync(_closing.Token));
                _answering[answering] = true;
                _ = answering.ContinueWith(done => _answering.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }
            }
        }
    }
}
